package bot.herald.settings;

import bot.herald.language.Saying;
import bot.herald.language.Texts;
import bot.herald.template.Characters;
import bot.herald.template.ChatText;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** The names of commands and timers: case, width and composition of letters make no difference (Unicode's NFKC). */
public final class ItemName {
    /** In {@link Characters}. */
    public static final int LONGEST = 50;

    private static final Texts TEXTS = Texts.beside(ItemName.class);
    private static final Pattern FORBIDDEN = Pattern.compile("[\\s/\\\\]");
    private static final Pattern DOTS = Pattern.compile("\\.+");

    private ItemName() {}

    /** The one form that is stored and compared; not checked. */
    public static String normalized(String typed) {
        String clean = ChatText.clean(typed);
        return ChatText.isPlain(clean) ? clean.toLowerCase(Locale.ROOT) : fold(fold(clean));
    }

    /**
     * The same for names that people do not tell apart: ignores accents, the dot of a Turkish i, and the skin tone and style
     * of emoji; ß becomes ss, as in capitals.
     *
     * @param name normalized
     */
    public static String alike(String name) {
        if (ChatText.isPlain(name)) {
            return name;
        }
        StringBuilder out = new StringBuilder(name.length());
        Normalizer.normalize(name, Normalizer.Form.NFD).codePoints().forEach(c -> {
            if (c == 'ß') {
                out.append("ss");
            } else if (!isTint(c)) {
                out.appendCodePoint(c == 'ı' ? 'i' : c == 'ς' ? 'σ' : c);
            }
        });
        String bare = Normalizer.normalize(out, Normalizer.Form.NFC);
        return bare.isEmpty() ? name : bare;
    }

    private static boolean isTint(int c) {
        boolean accent = c >= 0x300 && c <= 0x36F;
        boolean variation = c == 0xFE0E || c == 0xFE0F;
        return accent || variation || (c >= 0x1F3FB && c <= 0x1F3FF);
    }

    /** Normalized and without the prefix, which people often type although only the name is wanted. */
    public static String withoutPrefix(String typed, String prefix) {
        String name = normalized(typed);
        String before = normalized(prefix);
        return !before.isEmpty() && name.startsWith(before)
                ? name.substring(before.length()).strip()
                : name;
    }

    /** What is wrong with a normalized name, in words that follow "the name". */
    public static Optional<Saying> fault(String name) {
        if (name.isEmpty()) {
            return Optional.of(TEXTS.saying("name.missing"));
        }
        if (Characters.areMoreThan(LONGEST, name)) {
            return Optional.of(TEXTS.saying("name.long", "most", LONGEST));
        }
        if (FORBIDDEN.matcher(name).find() || DOTS.matcher(name).matches()) {
            return Optional.of(TEXTS.saying("name.word"));
        }
        return Optional.empty();
    }

    /** What is wrong with a normalized name, as a sentence. */
    public static Optional<Saying> problem(String name) {
        return fault(name).map(fault -> TEXTS.saying("name", "fault", fault));
    }

    /** Twice, because a letter in lower case may have another composition. */
    private static String fold(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
    }
}
