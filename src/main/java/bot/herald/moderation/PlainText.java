package bot.herald.moderation;

import java.lang.Character.UnicodeScript;
import java.text.Normalizer;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** Undoes how people hide words: invisible characters, odd spellings of dots and spaces, letters that look alike. */
public final class PlainText {
    /** Letters of other scripts that look like a Latin one, pairwise. */
    private static final Map<Integer, Integer> CYRILLIC_AS_LATIN =
            pairs("аaвbеeзeкkмmнhоoрpсcтtуyхxѕsіiјjԁdɡgһhԛqԝwӏlьb");

    private static final Map<Integer, Integer> GREEK_AS_LATIN = pairs("αaβbεeηnιiκkνvοoρpτtυuχxγyωw");
    /** Letters of the Latin script itself, and digits in words that hold letters. */
    private static final Map<Integer, Integer> LATIN_VARIANTS =
            pairs("ıiłløođdħhŧtɡgɑaƒfᴀaʙbᴄcᴅdᴇeꜰfɢgʜhɪiᴊjᴋkʟlᴍmɴnᴏoᴘpʀrꜱsᴛtᴜuᴠvᴡwʏyᴢz");

    private static final Map<Integer, Integer> AS_LATIN = merged(CYRILLIC_AS_LATIN, GREEK_AS_LATIN, LATIN_VARIANTS);

    private static final Map<Integer, Integer> DIGITS_AS_LATIN = pairs("0o1i3e4a5s7t");
    private static final Map<Integer, Integer> LATIN_AS_CYRILLIC = pairs("aаbвcсeеhнiіjјkкmмoоpрtтuиxхyу");
    private static final Map<Integer, Integer> DIGITS_AS_CYRILLIC = pairs("0о3з4ч6б");

    private PlainText() {}

    /** Compatible characters for odd ones, one space for many, nothing invisible; upper and lower case stay. */
    public static String visible(String text) {
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

    /** In lower case; the dot that Java puts on a Turkish i is none. */
    public static String lower(String text) {
        return text.toLowerCase(Locale.ROOT).replace("i\u0307", "i");
    }

    /** The letter that a picture shows: those of flags, white ones in a circle or square; others are themselves. */
    public static int letterOfPicture(int c) {
        if (c >= 0x1F1E6 && c <= 0x1F1FF) {
            return 'a' + c - 0x1F1E6;
        }
        if (c >= 0x1F150 && c <= 0x1F169) {
            return 'a' + c - 0x1F150;
        }
        return c >= 0x1F170 && c <= 0x1F189 ? 'a' + c - 0x1F170 : c;
    }

    /**
     * A word in lower case as {@code script} writes it: letters that only look as if they were of that script become what they
     * look like, and digits stand for letters if the word has any. Accents of Latin, Greek and Cyrillic letters go, and the vowel
     * points of Arabic and Hebrew; all other marks make another word and stay. So does the tilde of ñ, and й is no и.
     */
    public static String folded(String word, Script script) {
        String bare = withoutAccents(word);
        Map<Integer, Integer> digits = bare.codePoints().anyMatch(Character::isLetter) ? script.digits() : Map.of();
        StringBuilder out = new StringBuilder(bare.length());
        bare.codePoints().forEach(c -> {
            if (c == 'ß' && script == Script.LATIN) {
                // As its capitals are written.
                out.append("ss");
            } else {
                out.appendCodePoint(script.letters().getOrDefault(c, digits.getOrDefault(c, c)));
            }
        });
        return out.toString();
    }

    /** The script that a word is to be read in. */
    public enum Script {
        LATIN,
        CYRILLIC,
        /** As it is written. */
        OTHER;

        private Map<Integer, Integer> letters() {
            return switch (this) {
                case LATIN -> AS_LATIN;
                case CYRILLIC -> LATIN_AS_CYRILLIC;
                case OTHER -> Map.of();
            };
        }

        private Map<Integer, Integer> digits() {
            return switch (this) {
                case LATIN -> DIGITS_AS_LATIN;
                case CYRILLIC -> DIGITS_AS_CYRILLIC;
                case OTHER -> Map.of();
            };
        }
    }

    /** Whether any letter is of that script. */
    public static boolean has(String text, UnicodeScript script) {
        return text.codePoints().anyMatch(c -> Character.isLetter(c) && UnicodeScript.of(c) == script);
    }

    /** Whether it holds Cyrillic or Greek that nobody would take for Latin, so that it is no Latin in disguise. */
    public static boolean hasUnmistakable(String text) {
        return text.codePoints()
                .filter(Character::isLetter)
                .anyMatch(c -> (UnicodeScript.of(c) == UnicodeScript.CYRILLIC && !CYRILLIC_AS_LATIN.containsKey(c))
                        || (UnicodeScript.of(c) == UnicodeScript.GREEK && !GREEK_AS_LATIN.containsKey(c)));
    }

    private static String withoutAccents(String word) {
        StringBuilder out = new StringBuilder(word.length());
        word.codePoints().forEach(c -> bare(out, c));
        return out.toString();
    }

    private static void bare(StringBuilder out, int c) {
        UnicodeScript script = UnicodeScript.of(c);
        boolean accented = c != 'ñ' && c != 'й';
        switch (script) {
            case LATIN, GREEK, CYRILLIC -> {
                if (c < 0x80 || !accented) {
                    out.appendCodePoint(c);
                } else {
                    Normalizer.normalize(Character.toString(c), Normalizer.Form.NFD)
                            .codePoints()
                            .filter(part -> !isMark(part))
                            .forEach(out::appendCodePoint);
                }
            }
            case INHERITED, ARABIC, HEBREW -> {
                if (!isMark(c)) {
                    out.appendCodePoint(c);
                }
            }
            default -> out.appendCodePoint(c);
        }
    }

    /** Whether Latin letters of it carry accents: then they are meant. */
    public static boolean hasAccents(String word) {
        return !withoutAccents(word).equals(word)
                && !has(word, UnicodeScript.ARABIC)
                && !has(word, UnicodeScript.HEBREW);
    }

    public static boolean isMark(int c) {
        int type = Character.getType(c);
        return type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK;
    }

    /** {@link #isMark}, or a vowel sign that takes room of its own. */
    public static boolean isAnyMark(int c) {
        return isMark(c) || Character.getType(c) == Character.COMBINING_SPACING_MARK;
    }

    /** Takes no room on the screen, or looks like a space that no keyboard writes. */
    public static boolean isInvisible(int c) {
        boolean filler = c == 0x034F || c == 0x115F || c == 0x1160 || c == 0x17B4 || c == 0x17B5 || c == 0x3164;
        boolean variation = (c >= 0xFE00 && c <= 0xFE0F) || (c >= 0xE0100 && c <= 0xE01EF);
        return filler || variation || Character.getType(c) == Character.FORMAT || (c < ' ' && c != '\t' && c != '\n');
    }

    private static boolean isDot(int c) {
        return switch (c) {
            case 0x3002, 0xFF61, 0xFF0E, 0x2024, 0x00B7, 0x2022, 0x2027, 0x2219, 0x22C5, 0xA4F8 -> true;
            default -> false;
        };
    }

    @SafeVarargs
    private static Map<Integer, Integer> merged(Map<Integer, Integer>... maps) {
        Map<Integer, Integer> all = new HashMap<>();
        for (Map<Integer, Integer> map : maps) {
            all.putAll(map);
        }
        return Map.copyOf(all);
    }

    private static Map<Integer, Integer> pairs(String text) {
        Map<Integer, Integer> map = new HashMap<>();
        int[] pairs = text.codePoints().toArray();
        for (int i = 0; i < pairs.length; i += 2) {
            map.put(pairs[i], pairs[i + 1]);
        }
        return Map.copyOf(map);
    }
}
