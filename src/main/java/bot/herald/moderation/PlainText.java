package bot.herald.moderation;

import java.lang.Character.UnicodeScript;
import java.text.Normalizer;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** Undoes the tricks that hide words: invisible characters, odd dots and spaces, look-alike letters. */
public final class PlainText {
    /** Letters of other scripts, each followed by the Latin letter it looks like. */
    private static final Map<Integer, Integer> CYRILLIC_AS_LATIN =
            pairs("аaвbеeзeкkмmнhоoрpсcтtуyхxѕsіiјjԁdɡgһhԛqԝwӏlьb");

    private static final Map<Integer, Integer> GREEK_AS_LATIN = pairs("αaβbεeηnιiκkνvοoρpτtυuχxγyωw");
    /** The same for Latin letters, and for digits in words with letters. */
    private static final Map<Integer, Integer> LATIN_VARIANTS =
            pairs("ıiłløođdħhŧtɡgɑaƒfᴀaʙbᴄcᴅdᴇeꜰfɢgʜhɪiᴊjᴋkʟlᴍmɴnᴏoᴘpʀrꜱsᴛtᴜuᴠvᴡwʏyᴢz");

    private static final Map<Integer, Integer> AS_LATIN = merged(CYRILLIC_AS_LATIN, GREEK_AS_LATIN, LATIN_VARIANTS);

    private static final Map<Integer, Integer> DIGITS_AS_LATIN = pairs("0o1i3e4a5s7t");
    private static final Map<Integer, Integer> LATIN_AS_CYRILLIC = pairs("aаbвcсeеhнiіjјkкmмoоpрtтuиxхyу");
    private static final Map<Integer, Integer> DIGITS_AS_CYRILLIC = pairs("0о3з4ч6б");

    private PlainText() {}

    /** Normalises odd characters, collapses spaces and removes what is invisible; keeps upper and lower case. */
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

    /** In lower case, without the dot that Java adds to a Turkish i. */
    public static String lower(String text) {
        return text.toLowerCase(Locale.ROOT).replace("i\u0307", "i");
    }

    /** The letter shown by a flag letter, or by a white letter in a circle or square; any other character itself. */
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
     * A word in lower case, read as {@code script}: look-alikes become that script's letters, and so do digits if the word has
     * letters. Accents of Latin, Greek and Cyrillic letters and the vowel points of Arabic and Hebrew are removed. Other marks
     * make a different word and stay, as do the tilde of ñ and the breve of й.
     */
    public static String folded(String word, Script script) {
        String bare = withoutAccents(word);
        Map<Integer, Integer> digits = bare.codePoints().anyMatch(Character::isLetter) ? script.digits() : Map.of();
        StringBuilder out = new StringBuilder(bare.length());
        bare.codePoints().forEach(c -> {
            if (c == 'ß' && script == Script.LATIN) {
                // As in capitals.
                out.append("ss");
            } else {
                out.appendCodePoint(script.letters().getOrDefault(c, digits.getOrDefault(c, c)));
            }
        });
        return out.toString();
    }

    /** The script to read a word in. */
    public enum Script {
        LATIN,
        CYRILLIC,
        /** As written, without replacing look-alikes. */
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

    /** Whether any letter belongs to this script. */
    public static boolean has(String text, UnicodeScript script) {
        return text.codePoints().anyMatch(c -> Character.isLetter(c) && UnicodeScript.of(c) == script);
    }

    /** Whether it has Cyrillic or Greek letters without a Latin look-alike, so that it is not disguised Latin. */
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

    /** Whether its Latin letters carry accents, which are then meant. */
    public static boolean hasAccents(String word) {
        return !withoutAccents(word).equals(word)
                && !has(word, UnicodeScript.ARABIC)
                && !has(word, UnicodeScript.HEBREW);
    }

    public static boolean isMark(int c) {
        int type = Character.getType(c);
        return type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK;
    }

    /** A {@linkplain #isMark mark}, or a vowel sign with a width of its own. */
    public static boolean isAnyMark(int c) {
        return isMark(c) || Character.getType(c) == Character.COMBINING_SPACING_MARK;
    }

    /** Has no width, or looks like a space and is not on any keyboard. */
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
