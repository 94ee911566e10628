package bot.herald.cli;

import bot.herald.cli.Actions.InitOptions;
import bot.herald.config.BotConfig;
import bot.herald.config.ConfigProblem;
import bot.herald.config.FirstSettings;
import bot.herald.config.FirstSettings.Discord;
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
    private static final String PORT = "web.port";
    private static final String PUBLIC_URL = "web.public-url";
    private static final String CLIENT_ID = "twitch.client-id";
    private static final String CLIENT_SECRET = "twitch.client-secret";
    private static final String ADMINS = "web.admins";
    private static final String DISCORD = "discord.";
    private static final String DISCORD_ID = "discord.client-id";
    private static final String WITHOUT_DISCORD = "-";

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
        if (!file.folder().toFile().isDirectory()) {
            throw new StartupException("the folder " + file.folder() + " does not exist: make it first");
        }
        BotConfig preview = file.preview();
        FirstCheck check = new FirstCheck(file, clock);
        Answers answers = new Answers(check);
        String usualPort = String.valueOf(preview.web().port());
        String port = file.portIsGiven()
                ? ""
                : options.port().orElseGet(() -> answers.ask(PORT, "Port of Herald's web server", usualPort));
        String local = "http://localhost:" + (port.isEmpty() ? usualPort : port);
        answers.settings = new FirstSettings(port, local, "", new Secret(""), "");
        String publicUrl = file.publicUrlIsGiven()
                ? preview.web().publicUrl().toString()
                : options.publicUrl().orElseGet(() -> answers.ask(PUBLIC_URL, "Address for browsers", local));
        Optional<String> clientId = options.clientId();
        Optional<Secret> clientSecret = options.clientSecret();
        Optional<String> admin = options.admin();
        Optional<Discord> discord = mayHaveDiscord(file) ? Optional.empty() : Optional.of(Discord.NONE);
        while (true) {
            tellWhatToRegister(publicUrl, clientId);
            answers.settings = new FirstSettings(port, publicUrl, "", new Secret(""), "");
            FirstSettings settings = new FirstSettings(
                    port,
                    publicUrl,
                    clientId.orElseGet(() -> answers.ask(CLIENT_ID, "Client id", "")),
                    clientSecret.orElseGet(answers::askSecret),
                    admin.orElseGet(() -> admin(file, answers)),
                    discord.isPresent() ? discord.get() : answers.askDiscord(publicUrl, ""));
            List<ConfigProblem> problems =
                    withoutWhatFollows(check.testAndWrite(settings).problems());
            if (problems.isEmpty()) {
                tellWhatComesNext(file, settings);
                return 0;
            }
            say("");
            problems.forEach(this::tell);
            if (!questions.isPerson() || !canBeFixed(problems, file, options)) {
                throw new StartupException("nothing was written");
            }
            say("");
            say("Once more, or Ctrl-C to give up:");
            boolean isOnlyDiscord =
                    problems.stream().allMatch(problem -> problem.key().startsWith(DISCORD));
            if (options.publicUrl().isEmpty() && !file.publicUrlIsGiven() && !isOnlyDiscord) {
                publicUrl = answers.ask(PUBLIC_URL, "Address for browsers", settings.publicUrl());
            }
            if (isOnlyDiscord) {
                clientId = Optional.of(settings.clientId());
            } else if (options.clientId().isEmpty()) {
                clientId = Optional.of(answers.ask(CLIENT_ID, "Client id", settings.clientId()));
            }
            admin = Optional.of(settings.admin());
            discord = Optional.of(
                    problems.stream().anyMatch(problem -> problem.key().startsWith(DISCORD)) && mayHaveDiscord(file)
                            ? answers.askDiscord(publicUrl, settings.discord().clientId())
                            : settings.discord());
            clientSecret =
                    mentions(problems, CLIENT_SECRET) ? options.clientSecret() : Optional.of(settings.clientSecret());
        }
    }

    /** Answers of a person; one that cannot be right is refused before the next question. */
    private final class Answers {
        private final FirstCheck check;
        private FirstSettings settings = new FirstSettings("", "", new Secret(""));

        Answers(FirstCheck check) {
            this.check = check;
        }

        String ask(String key, String question, String usual) {
            if (!questions.isPerson() && !usual.isEmpty()) {
                return usual;
            }
            while (true) {
                String answer = answered(questions.ask(question, usual));
                List<ConfigProblem> problems = problemsOf(key, answer);
                if (problems.isEmpty()) {
                    return answer;
                }
                problems.forEach(InitDialog.this::tell);
            }
        }

        Secret askSecret() {
            return askSecret("Client secret");
        }

        private Secret askSecret(String question) {
            while (true) {
                Secret answer = answered(questions.askSecret(question));
                if (!answer.reveal().isBlank() || !questions.isPerson()) {
                    return answer;
                }
                say("Enter the client secret of your application. It is not shown while you type or paste it.");
            }
        }

        /** @param before the client id that was said before; empty the first time */
        Discord askDiscord(String publicUrl, String before) {
            tellWhatDiscordIsFor(publicUrl, before.isEmpty());
            String id = askUntilGood(before);
            if (id.isEmpty() || id.equals(WITHOUT_DISCORD)) {
                return Discord.NONE;
            }
            Secret secret = askSecret("Discord client secret");
            Secret token =
                    questions.askSecret("Discord bot token (may stay empty)").orElse(new Secret(""));
            return new Discord(id, secret, token);
        }

        /** Nobody who answers any more does without. */
        private String askUntilGood(String usual) {
            while (true) {
                String answer = questions
                        .ask("Discord client id", usual)
                        .map(String::strip)
                        .orElse("");
                List<ConfigProblem> problems =
                        answer.isEmpty() || answer.equals(WITHOUT_DISCORD) ? List.of() : problemsOf(DISCORD_ID, answer);
                if (problems.isEmpty()) {
                    return answer;
                }
                problems.forEach(InitDialog.this::tell);
            }
        }

        private List<ConfigProblem> problemsOf(String key, String answer) {
            FirstSettings said = new FirstSettings(
                    key.equals(PORT) ? answer : settings.port(),
                    key.equals(PUBLIC_URL) ? answer : key.equals(PORT) ? "" : settings.publicUrl(),
                    key.equals(CLIENT_ID) ? answer : "unknown",
                    new Secret("unknown"),
                    key.equals(ADMINS) ? answer : "",
                    key.equals(DISCORD_ID) ? new Discord(answer, new Secret("unknown"), new Secret("")) : Discord.NONE);
            return check.here(said).stream()
                    .filter(problem -> problem.key().equals(key))
                    .toList();
        }
    }

    private String admin(NewConfigFile file, Answers answers) {
        return questions.isPerson() && !file.adminsAreGiven()
                ? answers.ask(ADMINS, "Your own Twitch login, to manage everything (may stay empty)", "")
                : "";
    }

    private boolean mayHaveDiscord(NewConfigFile file) {
        return questions.isPerson() && !file.discordIsGiven();
    }

    /** Whether the answers of a person can change what is wrong. */
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

    /** An address with a port that is none is wrong, too. */
    private static List<ConfigProblem> withoutWhatFollows(List<ConfigProblem> problems) {
        return problems.stream()
                .filter(problem -> !problem.key().equals(PUBLIC_URL) || !mentions(problems, PORT))
                .toList();
    }

    private static boolean mentions(List<ConfigProblem> problems, String key) {
        return problems.stream().anyMatch(problem -> problem.key().equals(key));
    }

    private <T> T answered(Optional<T> answer) {
        return answer.orElseThrow(() -> {
            if (questions.isPerson()) {
                // Where Ctrl-D was typed the line is not over.
                say("");
                return new StartupException("nothing was written, because the input ended");
            }
            return new StartupException("nothing was written: without a terminal, give --client-id, and the client"
                    + " secret in HERALD_TWITCH_CLIENT_SECRET or as a line of standard input");
        });
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

    private void tellWhatDiscordIsFor(String publicUrl, boolean isFirst) {
        say("");
        say("Discord, to log in with it and to post there when a stream starts.");
        say(
                isFirst
                        ? "Press Enter to do without; docs/discord.md says how to add it later. Otherwise:"
                        : "Type " + WITHOUT_DISCORD + " to do without it. Otherwise:");
        say("  New Application at https://discord.com/developers/applications");
        say("  OAuth2, Redirects:   " + publicUrl.replaceAll("/+$", "") + "/auth/discord/callback");
        say("  Client secret:       OAuth2, Reset Secret");
        say("  Bot token:           Bot, Reset Token; empty: webhooks alone");
        say("");
    }

    private void tellWhatComesNext(NewConfigFile file, FirstSettings settings) {
        say("");
        say((settings.discord().equals(Discord.NONE) ? "Twitch" : "Twitch and Discord") + " accepted it. Written: "
                + file.path() + ", readable by you alone.");
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

    /** Somebody who can be asked; empty answers mean that there is nobody, or nobody any more. */
    interface Questions {
        /** Whether a person reads what is asked, so that asking again is of use. */
        boolean isPerson();

        /** @param usual what an empty line stands for */
        Optional<String> ask(String question, String usual);

        /** What is typed is not shown. */
        Optional<Secret> askSecret(String question);
    }
}
