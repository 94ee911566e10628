package bot.herald.feature.command;

/** Sentences that several commands say. */
final class Say {
    static final String TWITCH_SILENT = "Twitch does not answer right now. Try again in a minute.";

    private Say() {}

    static String noSuchAccount(String login) {
        return "There is no account " + login + " on Twitch.";
    }

    static String notALogin(String usage) {
        return "That isn't a Twitch name. Usage: " + usage;
    }
}
