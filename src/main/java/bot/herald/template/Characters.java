package bot.herald.template;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Measures and cuts texts. All limits of texts that people write are in Unicode's characters, as Twitch's are; Java's {@code
 * char} counts most emoji twice.
 */
public final class Characters {
    /** What people see as one character, such as a family of emoji, or a letter with its accents. */
    private static final Pattern SEEN = Pattern.compile("\\X");

    private Characters() {}

    public static int count(String text) {
        return text.codePointCount(0, text.length());
    }

    public static boolean areMoreThan(int most, String text) {
        return text.length() > most && count(text) > most;
    }

    /** As much of the beginning as fits, ending between two characters that people see. */
    public static String first(int most, String text) {
        return areMoreThan(most, text) ? text.substring(0, end(text.offsetByCodePoints(0, most), text)) : text;
    }

    /** The same with … in place of what is left out. */
    public static String shortened(int most, String text) {
        return areMoreThan(most, text) ? first(most - 1, text).stripTrailing() + "…" : text;
    }

    /** The same for limits that count Java's {@code char}, as Discord's may. */
    public static String shortenedToChars(int most, String text) {
        return text.length() > most ? text.substring(0, end(most - 1, text)).stripTrailing() + "…" : text;
    }

    /** The last position, up to {@code limit}, between two characters that people see. */
    private static int end(int limit, String text) {
        int end = 0;
        for (Matcher seen = SEEN.matcher(text); seen.find() && seen.end() <= limit; ) {
            end = seen.end();
        }
        // A single letter under a pile of accents can be longer than that.
        return end > 0 ? end : Character.isHighSurrogate(text.charAt(limit - 1)) ? limit - 1 : limit;
    }
}
