package bot.herald.identity;

/**
 * The decimal string that names a Twitch account for life; the key of everything in Herald.
 *
 * <p>Logins and display names change and are freed for other people, ids are not.
 */
public record TwitchUserId(String value) implements AccountId, Comparable<TwitchUserId> {
    private static final int LONGEST = 20;

    /** @throws IllegalArgumentException if {@code value} is not a decimal string of 1 to 20 digits */
    public TwitchUserId {
        if (!isValid(value)) {
            throw new IllegalArgumentException("not a Twitch user id (1 to 20 digits): " + value);
        }
    }

    public static boolean isValid(String value) {
        // By hand: every event brings several ids.
        if (value.isEmpty() || value.length() > LONGEST) {
            return false;
        }
        for (int i = 0; i < value.length(); i++) {
            if (value.charAt(i) < '0' || value.charAt(i) > '9') {
                return false;
            }
        }
        return true;
    }

    @Override
    public Provider provider() {
        return Provider.TWITCH;
    }

    @Override
    public int compareTo(TwitchUserId other) {
        return value.compareTo(other.value);
    }

    /** The bare digits, so that log lines read {@code user=12345}. */
    @Override
    public String toString() {
        return value;
    }
}
