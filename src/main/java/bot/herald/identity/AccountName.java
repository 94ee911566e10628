package bot.herald.identity;

/** What an account goes by at its provider; for people to read, never a key. */
public sealed interface AccountName permits TwitchLogin, DiscordName {
    String value();

    /** @throws IllegalArgumentException if {@code value} is no name there */
    static AccountName of(Provider provider, String value) {
        return switch (provider) {
            case TWITCH -> new TwitchLogin(value);
            case DISCORD -> new DiscordName(value);
        };
    }
}
