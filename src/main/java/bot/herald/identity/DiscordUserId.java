package bot.herald.identity;

/** The decimal number (a "snowflake") that names a Discord account for life; names change, ids do not. */
public record DiscordUserId(String value) implements AccountId, Comparable<DiscordUserId> {
    /** @throws IllegalArgumentException if {@code value} is not a decimal string of 1 to 20 digits that fits into 64 bits */
    public DiscordUserId {
        if (!isValid(value)) {
            throw new IllegalArgumentException("not a Discord user id (1 to 20 digits): " + value);
        }
    }

    public static boolean isValid(String value) {
        // Twitch's ids and these look alike, and are as long at most; what is a number here must also be one for
        // Discord.
        if (!TwitchUserId.isValid(value)) {
            return false;
        }
        try {
            Long.parseUnsignedLong(value);
            return true;
        } catch (NumberFormatException e) {
            return false;
        }
    }

    @Override
    public Provider provider() {
        return Provider.DISCORD;
    }

    @Override
    public int compareTo(DiscordUserId other) {
        return value.compareTo(other.value);
    }

    /** The bare digits, so that log lines read {@code discord=12345}. */
    @Override
    public String toString() {
        return value;
    }
}
