package bot.herald.settings;

import bot.herald.template.ChatText;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** The names of commands and timers: case, width and composition of letters make no difference (Unicode's NFKC). */
public final class ItemName {
    /** In characters. */
    public static final int LONGEST = 50;

    private static final Pattern FORBIDDEN = Pattern.compile("[\\s/\\\\]");
    private static final Pattern DOTS = Pattern.compile("\\.+");

    private ItemName() {}

    /** The one form that is stored and compared; not checked. */
    public static String normalized(String typed) {
        String clean = ChatText.clean(typed);
        return ChatText.isPlain(clean) ? clean.toLowerCase(Locale.ROOT) : fold(fold(clean));
    }

    /** The same without a prefix, which people like to type where only the name is wanted. */
    public static String withoutPrefix(String typed, String prefix) {
        String name = normalized(typed);
        String before = normalized(prefix);
        return !before.isEmpty() && name.startsWith(before)
                ? name.substring(before.length()).strip()
                : name;
    }

    /** What is wrong with a normalized name, in words that follow "the name". */
    public static Optional<String> fault(String name) {
        if (name.isEmpty()) {
            return Optional.of("is missing");
        }
        if (name.codePointCount(0, name.length()) > LONGEST) {
            return Optional.of("is too long; at most " + LONGEST + " characters are allowed");
        }
        if (FORBIDDEN.matcher(name).find() || DOTS.matcher(name).matches()) {
            return Optional.of("must be one word without spaces, / and \\");
        }
        return Optional.empty();
    }

    /** Twice, because a letter in lower case may have another composition. */
    private static String fold(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
    }
}
