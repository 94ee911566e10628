package bot.herald.identity;

/** What names an account for life. The same digits at two providers are two accounts. */
public sealed interface AccountId permits TwitchUserId, DiscordUserId {
    String value();

    Provider provider();

    /** @throws IllegalArgumentException if {@code value} is no id there */
    static AccountId of(Provider provider, String value) {
        return switch (provider) {
            case TWITCH -> new TwitchUserId(value);
            case DISCORD -> new DiscordUserId(value);
        };
    }
}
