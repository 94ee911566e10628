package bot.herald.cli;

import static bot.herald.cli.InitAnswers.ADMINS;
import static bot.herald.cli.InitAnswers.CLIENT_ID;
import static bot.herald.cli.InitAnswers.CLIENT_SECRET;
import static bot.herald.cli.InitAnswers.PORT;
import static bot.herald.cli.InitAnswers.PUBLIC_URL;

import bot.herald.cli.Actions.InitOptions;
import bot.herald.config.BotConfig;
import bot.herald.config.ConfigProblem;
import bot.herald.config.FirstSettings;
import bot.herald.config.FirstSettings.Discord;
import bot.herald.config.NewConfigFile;
import bot.herald.config.WebConfig;
import bot.herald.identity.Secret;
import bot.herald.lifecycle.StartupException;
import bot.herald.setup.FirstCheck;
import bot.herald.setup.FirstCheck.Outcome;
import java.io.PrintWriter;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** {@code herald init}: sets Herald up at a terminal, or without a person if the options say everything. */
final class InitDialog {
    private static final String DISCORD = "discord.";

    private final Questions questions;
    private final InitScreen screen;
    private final PortCheck portCheck;
    private final Clock clock;

    InitDialog(PrintWriter out, Questions questions, PortCheck portCheck, Clock clock) {
        this.questions = questions;
        this.screen = new InitScreen(out);
        this.portCheck = portCheck;
        this.clock = clock;
    }

    /**
     * Asks until Twitch accepts the answers, and writes the file.
     *
     * @return the exit code
     * @throws StartupException if nothing can be written, or nobody is there to answer
     */
    int settle(NewConfigFile file, InitOptions options) {
        if (file.isThere()) {
            throw new StartupException(file.path().toAbsolutePath() + " is there already and stays as it is: change it"
                    + " with an editor, or name another file with --config");
        }
        if (!file.folder().toFile().isDirectory()) {
            throw new StartupException("the folder " + file.folder() + " does not exist: make it first");
        }
        WebConfig usual = file.preview().web();
        FirstCheck check = new FirstCheck(file, clock);
        InitAnswers answers = new InitAnswers(questions, screen, check, port -> portCheck.isTaken(usual.bind(), port));
        String port = file.portIsGiven() ? "" : options.port().orElseGet(() -> answers.port(usual.port()));
        answers.portIs(port);
        String local = "http://localhost:" + (port.isEmpty() ? usual.port() : port);
        String publicUrl = file.publicUrlIsGiven()
                ? usual.publicUrl().toString()
                : options.publicUrl().orElseGet(() -> answers.publicUrl(local));
        if (options.clientId().isEmpty() && questions.isPerson()) {
            screen.whatToRegister(publicUrl);
        }
        FirstSettings settings = new FirstSettings(
                port,
                publicUrl,
                options.clientId().orElseGet(() -> answers.clientId("")),
                options.clientSecret().orElseGet(answers::clientSecret),
                options.admin().orElseGet(() -> mayNameAdmin(file) ? answers.admin() : ""),
                mayHaveDiscord(file) ? answers.discord(publicUrl, "") : Discord.NONE);
        while (true) {
            Outcome outcome = check.testAndWrite(settings);
            if (outcome.config().isPresent()) {
                finish(file, settings, outcome.config().get());
                return 0;
            }
            List<ConfigProblem> problems = withoutConsequences(outcome.problems());
            screen.say("");
            problems.forEach(screen::problem);
            if (!questions.isPerson() || !canBeFixed(problems, file, options)) {
                throw new StartupException("nothing was written");
            }
            screen.say("");
            screen.say("Once more, or Ctrl-C to give up:");
            settings = corrected(settings, problems, answers, file, options);
        }
    }

    /** The settings after the person was asked again for what may be wrong. */
    private FirstSettings corrected(
            FirstSettings settings,
            List<ConfigProblem> problems,
            InitAnswers answers,
            NewConfigFile file,
            InitOptions options) {
        boolean isDiscord = problems.stream().anyMatch(InitDialog::isOfDiscord);
        boolean isTwitch = !problems.stream().allMatch(InitDialog::isOfDiscord);
        boolean asksAddress = isTwitch && options.publicUrl().isEmpty() && !file.publicUrlIsGiven();
        String publicUrl = asksAddress ? answers.publicUrl(settings.publicUrl()) : settings.publicUrl();
        String clientId =
                isTwitch && options.clientId().isEmpty() ? answers.clientId(settings.clientId()) : settings.clientId();
        Secret clientSecret = mentions(problems, CLIENT_SECRET)
                ? options.clientSecret().orElseGet(answers::clientSecret)
                : settings.clientSecret();
        Discord discord = isDiscord && mayHaveDiscord(file)
                ? answers.discord(publicUrl, settings.discord().clientId())
                : settings.discord();
        return new FirstSettings(settings.port(), publicUrl, clientId, clientSecret, settings.admin(), discord);
    }

    private void finish(NewConfigFile file, FirstSettings settings, BotConfig config) {
        screen.written(file.path(), settings);
        if (portCheck.isTaken(config.web().bind(), config.web().port())) {
            screen.portIsStillTaken(config.web().port());
        }
        screen.whatComesNext();
    }

    private boolean mayNameAdmin(NewConfigFile file) {
        return questions.isPerson() && !file.adminsAreGiven();
    }

    private boolean mayHaveDiscord(NewConfigFile file) {
        return questions.isPerson() && !file.discordIsGiven();
    }

    /** Whether other answers, or some patience, can solve a problem. */
    private static boolean canBeFixed(List<ConfigProblem> problems, NewConfigFile file, InitOptions options) {
        return !file.isThere()
                && problems.stream().anyMatch(problem -> switch (problem.key()) {
                    case PORT -> options.port().isEmpty();
                    case CLIENT_ID -> options.clientId().isEmpty();
                    case CLIENT_SECRET -> options.clientSecret().isEmpty();
                    case ADMINS -> options.admin().isEmpty();
                    // The application on Twitch can be fixed, or the network, while this waits.
                    default -> true;
                });
    }

    /** Where the port is wrong, the address that is made of it is wrong, too. */
    private static List<ConfigProblem> withoutConsequences(List<ConfigProblem> problems) {
        return problems.stream()
                .filter(problem -> !problem.key().equals(PUBLIC_URL) || !mentions(problems, PORT))
                .toList();
    }

    private static boolean isOfDiscord(ConfigProblem problem) {
        return problem.key().startsWith(DISCORD);
    }

    private static boolean mentions(List<ConfigProblem> problems, String key) {
        return problems.stream().anyMatch(problem -> problem.key().equals(key));
    }

    /** Tells whether another program listens on a port. */
    @FunctionalInterface
    interface PortCheck {
        boolean isTaken(String bind, int port);
    }

    /** Somebody who can be asked; an empty answer means that nobody is there, or nobody any more. */
    interface Questions {
        /** Whether a person reads the questions, so that asking again makes sense. */
        boolean isPerson();

        /** @param usual the answer that an empty line stands for */
        Optional<String> ask(String question, String usual);

        /** What is typed is not shown. */
        Optional<Secret> askSecret(String question);
    }
}
