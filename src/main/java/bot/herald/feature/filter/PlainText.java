package bot.herald.feature.filter;

import java.text.Normalizer;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** Undoes how people hide words: invisible characters, odd spellings of dots and spaces, letters that look alike. */
final class PlainText {
    /** What looks like a Latin letter, pairwise. */
    private static final String LOOK_ALIKES = "аaвbеeзeкkмmнhоoрpсcтtуyхxѕsіiјjԁdɡgһhԛqԝwӏlьb" // Cyrillic
            + "αaβbεeηnιiκkνvοoρpτtυuχxγyωw" // Greek
            + "ıiłløođdħhŧtßs0o1i3e4a5s7t";

    private static final Map<Integer, Integer> LATIN = latin();

    private PlainText() {}

    /** Compatible characters for odd ones, one space for many, nothing invisible; upper and lower case stay. */
    static String visible(String text) {
        String normal = Normalizer.normalize(text, Normalizer.Form.NFKC);
        StringBuilder out = new StringBuilder(normal.length());
        boolean space = true;
        for (int i = 0; i < normal.length(); ) {
            int c = normal.codePointAt(i);
            i += Character.charCount(c);
            if (isInvisible(c)) {
                continue;
            }
            if (Character.isWhitespace(c) || Character.isSpaceChar(c)) {
                if (!space) {
                    out.append(' ');
                }
                space = true;
            } else {
                out.appendCodePoint(isDot(c) ? '.' : c);
                space = false;
            }
        }
        return space && !out.isEmpty() ? out.substring(0, out.length() - 1) : out.toString();
    }

    /** {@link #visible}, in lower case, without accents, and with a Latin letter for what looks like one. */
    static String folded(String text) {
        String normal = Normalizer.normalize(visible(text).toLowerCase(Locale.ROOT), Normalizer.Form.NFKD);
        StringBuilder out = new StringBuilder(normal.length());
        normal.codePoints().filter(c -> !isMark(c)).forEach(c -> out.appendCodePoint(LATIN.getOrDefault(c, c)));
        return out.toString();
    }

    static boolean isMark(int c) {
        int type = Character.getType(c);
        return type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK;
    }

    /** Takes no room on the screen, or looks like a space that no keyboard writes. */
    static boolean isInvisible(int c) {
        boolean filler = c == 0x034F || c == 0x115F || c == 0x1160 || c == 0x17B4 || c == 0x17B5 || c == 0x3164;
        boolean variation = (c >= 0xFE00 && c <= 0xFE0F) || (c >= 0xE0100 && c <= 0xE01EF);
        return filler || variation || Character.getType(c) == Character.FORMAT || (c < ' ' && c != '\t' && c != '\n');
    }

    private static boolean isDot(int c) {
        return c == 0x3002 || c == 0xFF61 || c == 0xFF0E || c == 0x2024;
    }

    private static Map<Integer, Integer> latin() {
        Map<Integer, Integer> map = new HashMap<>();
        int[] pairs = LOOK_ALIKES.codePoints().toArray();
        for (int i = 0; i < pairs.length; i += 2) {
            map.put(pairs[i], pairs[i + 1]);
        }
        return Map.copyOf(map);
    }
}
