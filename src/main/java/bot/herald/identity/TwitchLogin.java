package bot.herald.identity;

import java.util.Locale;
import java.util.regex.Pattern;

/** The lower-case name a Twitch account currently goes by; for people to read, never a key. */
public record TwitchLogin(String value) implements AccountName {
    private static final int LONGEST = 25;
    private static final Pattern AROUND =
            Pattern.compile("^(?:https?://)?(?:www\\.|m\\.)?twitch\\.tv/|^@|[,/]+$", Pattern.CASE_INSENSITIVE);

    /** @throws IllegalArgumentException if {@code value}, in lower case, is not 1 to 25 of a-z, 0-9 and _ */
    public TwitchLogin {
        value = value.toLowerCase(Locale.ROOT);
        if (!isLowerCaseLogin(value)) {
            throw new IllegalArgumentException("not a Twitch login (1 to 25 letters, digits or _): " + value);
        }
    }

    public static boolean isValid(String value) {
        return isLowerCaseLogin(value.toLowerCase(Locale.ROOT));
    }

    /** What people type for a login, such as {@code @Alice} or {@code twitch.tv/alice}, as it is compared; not checked. */
    public static String bare(String typed) {
        return AROUND.matcher(typed.strip()).replaceAll("").toLowerCase(Locale.ROOT);
    }

    /** By hand: every event brings several logins. */
    private static boolean isLowerCaseLogin(String value) {
        if (value.isEmpty() || value.length() > LONGEST) {
            return false;
        }
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if ((c < 'a' || c > 'z') && (c < '0' || c > '9') && c != '_') {
                return false;
            }
        }
        return true;
    }

    @Override
    public String toString() {
        return value;
    }
}
