package bot.herald.identity;

import java.util.regex.Pattern;

/**
 * The decimal string that names a Twitch account for life; the key of everything in Herald.
 *
 * <p>Logins and display names change and are freed for other people, ids are not.
 */
public record TwitchUserId(String value) implements Comparable<TwitchUserId> {
    private static final Pattern DECIMAL = Pattern.compile("[0-9]{1,20}");

    /** @throws IllegalArgumentException if {@code value} is not a decimal string of 1 to 20 digits */
    public TwitchUserId {
        if (!isValid(value)) {
            throw new IllegalArgumentException("not a Twitch user id (1 to 20 digits): " + value);
        }
    }

    public static boolean isValid(String value) {
        return DECIMAL.matcher(value).matches();
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
