package bot.herald.cli;

import bot.herald.config.BotConfig;
import bot.herald.config.ConfigProblem;
import bot.herald.config.FirstSettings;
import bot.herald.config.NewConfigFile;
import bot.herald.identity.Secret;
import bot.herald.lifecycle.StartupException;
import bot.herald.setup.FirstCheck;
import java.io.PrintWriter;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** Sets Herald up at a terminal, or without anybody when all is said already. */
final class InitDialog {
    private static final int WIDTH = 78;
    private static final String ADMINS = "web.admins";

    private final PrintWriter out;
    private final Questions questions;
    private final Clock clock;

    InitDialog(PrintWriter out, Questions questions, Clock clock) {
        this.out = out;
        this.questions = questions;
        this.clock = clock;
    }

    /** Asks until Twitch takes the answers or nobody answers any more; returns the exit code. */
    int settle(NewConfigFile file, InitOptions options) {
        if (file.isThere()) {
            throw new StartupException(file.path().toAbsolutePath() + " is there already and stays as it is: change it"
                    + " with an editor, or name another file with --config");
        }
        BotConfig preview = file.preview();
        Optional<String> clientId = options.clientId();
        Optional<Secret> clientSecret = options.clientSecret();
        String publicUrl = publicUrl(file, options, preview.web().publicUrl().toString());
        Optional<String> admin = options.admin();
        while (true) {
            tellWhatToRegister(publicUrl, clientId);
            FirstSettings settings = new FirstSettings(
                    publicUrl,
                    clientId.orElseGet(() -> answered(questions.ask("Client id", ""))),
                    clientSecret.orElseGet(() -> answered(questions.askSecret("Client secret"))),
                    admin.orElseGet(() -> admin(file)));
            List<ConfigProblem> problems =
                    new FirstCheck(file, clock).testAndWrite(settings).problems();
            if (problems.isEmpty()) {
                tellWhatComesNext(file);
                return 0;
            }
            say("");
            problems.forEach(this::tell);
            if (!questions.isPerson() || !canBeMended(problems, file, options)) {
                throw new StartupException("nothing was written");
            }
            say("");
            say("Once more, or Ctrl-C to give up:");
            if (options.publicUrl().isEmpty() && !file.publicUrlIsGiven()) {
                publicUrl = answered(questions.ask("Address for browsers", settings.publicUrl()));
            }
            if (options.clientId().isEmpty()) {
                clientId = Optional.of(answered(questions.ask("Client id", settings.clientId())));
            }
            admin = mentions(problems, ADMINS) ? options.admin() : Optional.of(settings.admin());
            if (mentions(problems, "twitch.client-id") || mentions(problems, "twitch.client-secret")) {
                clientSecret = options.clientSecret();
            } else {
                clientSecret = Optional.of(settings.clientSecret());
            }
        }
    }

    private String publicUrl(NewConfigFile file, InitOptions options, String usual) {
        if (file.publicUrlIsGiven()) {
            return usual;
        }
        return options.publicUrl()
                .orElseGet(() -> questions.isPerson() ? answered(questions.ask("Address for browsers", usual)) : usual);
    }

    private String admin(NewConfigFile file) {
        return questions.isPerson() && !file.adminsAreGiven()
                ? answered(questions.ask("Your own Twitch login, to manage everything (may stay empty)", ""))
                : "";
    }

    /** Whether the answers of a person can change what is wrong. */
    private static boolean canBeMended(List<ConfigProblem> problems, NewConfigFile file, InitOptions options) {
        return !file.isThere()
                && problems.stream().anyMatch(problem -> switch (problem.key()) {
                    case "twitch.client-id" -> options.clientId().isEmpty();
                    case "twitch.client-secret" -> options.clientSecret().isEmpty();
                    case ADMINS -> options.admin().isEmpty();
                    // The application at Twitch can be mended, or the network, while this waits.
                    default -> true;
                });
    }

    private static boolean mentions(List<ConfigProblem> problems, String key) {
        return problems.stream().anyMatch(problem -> problem.key().equals(key));
    }

    private <T> T answered(Optional<T> answer) {
        return answer.orElseThrow(() -> new StartupException(
                "nothing was written: without a terminal, give --client-id, and the client secret in"
                        + " HERALD_TWITCH_CLIENT_SECRET or as a line of standard input"));
    }

    private void tellWhatToRegister(String publicUrl, Optional<String> clientId) {
        if (clientId.isPresent() || !questions.isPerson()) {
            return;
        }
        say("");
        say("Register an application at https://dev.twitch.tv/console/apps/create");
        say("  Name:                any that is free");
        say("  OAuth Redirect URL:  " + publicUrl.replaceAll("/+$", "") + "/auth/callback");
        say("  Category:            Chat Bot");
        say("  Client type:         Confidential");
        say("Then press Manage, and New Secret, and copy what Twitch shows.");
        say("");
    }

    private void tellWhatComesNext(NewConfigFile file) {
        say("");
        say("Twitch takes it. Written: " + file.path() + ", readable by you alone.");
        say("");
        say("Next:");
        say("  herald run              starts the bot and prints the link for its account");
        say("  herald login bot        connects the account by a code instead");
        say("  herald login channel    connects a channel by a code");
    }

    private void tell(ConfigProblem problem) {
        String words = (problem.key().isEmpty() ? "" : problem.key() + ": ") + problem.message();
        StringBuilder line = new StringBuilder();
        for (String word : words.split(" ", -1)) {
            if (line.length() + word.length() + 1 > WIDTH && line.length() > 0) {
                say(line.toString());
                line = new StringBuilder("  ");
            } else if (line.length() > 0) {
                line.append(' ');
            }
            line.append(word);
        }
        say(line.toString());
    }

    private void say(String text) {
        out.println(text);
        out.flush();
    }
}
