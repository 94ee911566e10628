package bot.herald.cli;

import bot.herald.cli.InitDialog.Questions;
import bot.herald.config.ConfigProblem;
import bot.herald.config.FirstSettings;
import bot.herald.config.FirstSettings.Discord;
import bot.herald.identity.Secret;
import bot.herald.lifecycle.StartupException;
import bot.herald.setup.FirstCheck;
import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;

/** Asks the questions of {@code herald init}, each until its answer can be right. */
final class InitAnswers {
    static final String PORT = "web.port";
    static final String PUBLIC_URL = "web.public-url";
    static final String CLIENT_ID = "twitch.client-id";
    static final String CLIENT_SECRET = "twitch.client-secret";
    static final String ADMINS = "web.admins";
    private static final String DISCORD_ID = "discord.client-id";
    private static final String WITHOUT_DISCORD = "-";
    private static final int NEIGHBOURS = 9;

    private final Questions questions;
    private final InitScreen screen;
    private final FirstCheck check;
    private final IntPredicate isTaken;
    private String port = "";

    /** @param isTaken whether another program listens on a port */
    InitAnswers(Questions questions, InitScreen screen, FirstCheck check, IntPredicate isTaken) {
        this.questions = questions;
        this.screen = screen;
        this.check = check;
        this.isTaken = isTaken;
    }

    /** Another program may have the port, if the person says so twice. */
    String port(int usual) {
        String answer = ask(PORT, "Port of Herald's web server", String.valueOf(usual));
        if (questions.isPerson() && isTaken.test(Integer.parseInt(answer))) {
            screen.portIsTaken(answer);
            answer = ask(PORT, "Port of Herald's web server", String.valueOf(nextFree(Integer.parseInt(answer))));
        }
        return answer;
    }

    private int nextFree(int taken) {
        for (int next = taken + 1; next <= taken + NEIGHBOURS; next++) {
            if (next <= 65535 && !isTaken.test(next)) {
                return next;
            }
        }
        return taken;
    }

    /** The port that the address has to lead to; empty if the environment sets it. */
    void portIs(String said) {
        port = said;
    }

    String publicUrl(String usual) {
        return ask(PUBLIC_URL, "Address for browsers", usual);
    }

    String clientId(String usual) {
        return ask(CLIENT_ID, "Client ID", usual);
    }

    Secret clientSecret() {
        return askSecret("Client secret");
    }

    String admin() {
        return ask(ADMINS, "Your own Twitch login, to manage everything (may stay empty)", "");
    }

    /** @param before the client ID that was entered before; empty the first time */
    Discord discord(String publicUrl, String before) {
        screen.whatDiscordIsFor(
                publicUrl,
                before.isEmpty()
                        ? "Press Enter to do without; docs/discord.md says how to add it later. Otherwise:"
                        : "Type " + WITHOUT_DISCORD + " to do without it. Otherwise:");
        String id = discordId(before);
        if (id.isEmpty() || id.equals(WITHOUT_DISCORD)) {
            return Discord.NONE;
        }
        Secret secret = askSecret("Discord client secret");
        Secret token = questions.askSecret("Discord bot token (may stay empty)").orElse(new Secret(""));
        return new Discord(id, secret, token);
    }

    /** Discord is optional: where the input ends, Herald does without. */
    private String discordId(String usual) {
        while (true) {
            String answer =
                    questions.ask("Discord client ID", usual).map(String::strip).orElse("");
            if (answer.isEmpty() || answer.equals(WITHOUT_DISCORD) || canBeRight(DISCORD_ID, answer)) {
                return answer;
            }
        }
    }

    private String ask(String key, String question, String usual) {
        if (!questions.isPerson() && !usual.isEmpty()) {
            return usual;
        }
        while (true) {
            String answer = answered(questions.ask(question, usual));
            if (canBeRight(key, answer)) {
                return answer;
            }
        }
    }

    private Secret askSecret(String question) {
        while (true) {
            Secret answer = answered(questions.askSecret(question));
            if (!answer.reveal().isBlank() || !questions.isPerson()) {
                return answer;
            }
            screen.say("Enter the client secret of your application. It is not shown while you type or paste it.");
        }
    }

    /** Shows what is wrong otherwise. */
    private boolean canBeRight(String key, String answer) {
        FirstSettings said = new FirstSettings(
                key.equals(PORT) ? answer : port,
                key.equals(PUBLIC_URL) ? answer : key.equals(PORT) || port.isEmpty() ? "" : "http://localhost:" + port,
                key.equals(CLIENT_ID) ? answer : "unknown",
                new Secret("unknown"),
                key.equals(ADMINS) ? answer : "",
                key.equals(DISCORD_ID) ? new Discord(answer, new Secret("unknown"), new Secret("")) : Discord.NONE);
        List<ConfigProblem> problems = check.here(said).stream()
                .filter(problem -> problem.key().equals(key))
                .toList();
        problems.forEach(screen::problem);
        return problems.isEmpty();
    }

    private <T> T answered(Optional<T> answer) {
        return answer.orElseThrow(() -> {
            if (questions.isPerson()) {
                // Ctrl-D does not end the line.
                screen.say("");
                return new StartupException("nothing was written, because the input ended");
            }
            return new StartupException("nothing was written: without a terminal, give --client-id, and the client"
                    + " secret in HERALD_TWITCH_CLIENT_SECRET or as a line of standard input");
        });
    }
}
