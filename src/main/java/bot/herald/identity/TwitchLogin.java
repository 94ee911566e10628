package bot.herald.identity;

import java.util.Locale;
import java.util.regex.Pattern;

/** The lower-case name a Twitch account currently goes by; for people to read, never a key. */
public record TwitchLogin(String value) {
    private static final Pattern ALLOWED = Pattern.compile("[a-z0-9_]{1,25}");

    /** @throws IllegalArgumentException if {@code value}, in lower case, is not 1 to 25 of a-z, 0-9 and _ */
    public TwitchLogin {
        value = value.toLowerCase(Locale.ROOT);
        if (!ALLOWED.matcher(value).matches()) {
            throw new IllegalArgumentException("not a Twitch login (1 to 25 letters, digits or _): " + value);
        }
    }

    public static boolean isValid(String value) {
        return ALLOWED.matcher(value.toLowerCase(Locale.ROOT)).matches();
    }

    @Override
    public String toString() {
        return value;
    }
}
