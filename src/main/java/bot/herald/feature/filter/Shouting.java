package bot.herald.feature.filter;

import bot.herald.moderation.PlainText;
import java.lang.Character.UnicodeScript;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Measures capitals, repeated characters and symbols, in time proportional to the length of the message. */
final class Shouting {
    /** Grapheme clusters: a letter with its marks, a flag, a family emoji. */
    private static final Pattern CLUSTER = Pattern.compile("\\X");

    /** Ordinary text has up to this many punctuation marks in a row: "word?!" and "(no)". */
    private static final int LONGEST_PUNCTUATION = 3;
    /** The most accents on a Latin, Greek or Cyrillic letter in any orthography. */
    private static final int MOST_ACCENTS = 2;
    /** The most marks on a letter in scripts with marks of their own; Burmese and Tibetan stack the most. */
    private static final int MOST_OWN_MARKS = 6;
    /** No orthography puts the same mark on a letter this often. */
    private static final int SAME_MARK = 3;

    private Shouting() {}

    /**
     * Whether this share of the letters with two cases are capitals. Ignores mentions and emotes.
     *
     * @param emotes whether a word is an emote
     */
    static boolean isMostlyCapitals(
            String message, Set<String> emotes, Set<String> ignored, int percent, int leastLetters) {
        int letters = 0;
        int capitals = 0;
        boolean counts = true;
        boolean wordStarts = true;
        for (int i = 0; i < message.length(); ) {
            int c = message.codePointAt(i);
            if (Character.isWhitespace(c)) {
                wordStarts = true;
            } else {
                if (wordStarts) {
                    counts = c != '@' && !isPicture(word(message, i), emotes, ignored);
                    wordStarts = false;
                }
                boolean upper = Character.isUpperCase(c);
                if (counts && (upper || Character.isLowerCase(c))) {
                    letters++;
                    capitals += upper ? 1 : 0;
                }
            }
            i += Character.charCount(c);
        }
        return letters >= Math.max(1, leastLetters) && capitals * 100L >= (long) letters * percent;
    }

    /** Whether it is an emote or an address, which do not count as shouting. */
    private static boolean isPicture(String word, Set<String> emotes, Set<String> ignored) {
        return emotes.contains(word)
                || ignored.contains(word)
                || ignored.contains(withoutPunctuation(word))
                || word.contains("://")
                || word.regionMatches(true, 0, "www.", 0, 4);
    }

    private static String word(String message, int from) {
        int to = from;
        while (to < message.length() && !Character.isWhitespace(message.charAt(to))) {
            to++;
        }
        return message.substring(from, to);
    }

    private static String withoutPunctuation(String word) {
        int from = 0;
        int to = word.length();
        while (to > 0 && !Character.isLetterOrDigit(word.charAt(to - 1))) {
            to--;
        }
        while (from < to && !Character.isLetterOrDigit(word.charAt(from))) {
            from++;
        }
        return word.substring(from, to);
    }

    /** The longest run of one character, ignoring case and invisible characters. */
    static int longestRun(String message) {
        int longest = 0;
        int run = 0;
        int before = -1;
        for (int i = 0; i < message.length(); ) {
            int c = Character.toLowerCase(message.codePointAt(i));
            i += Character.charCount(message.codePointAt(i));
            if (PlainText.isInvisible(c) || Character.isWhitespace(c)) {
                continue;
            }
            run = c == before ? run + 1 : 1;
            before = c;
            longest = Math.max(longest, run);
        }
        return longest;
    }

    /**
     * Counts what readers see as symbols: pictures, signs and stray punctuation, but neither letters with the marks of their
     * script nor a sentence's punctuation. Each mark piled on one letter counts.
     */
    static int symbols(String message) {
        int symbols = 0;
        int run = 0;
        boolean ordinary = true;
        boolean touchesWord = false;
        Matcher clusters = CLUSTER.matcher(message);
        while (clusters.find()) {
            String cluster = clusters.group();
            int base = cluster.codePointAt(0);
            if (PlainText.isInvisible(base) && cluster.codePointCount(0, cluster.length()) == 1) {
                continue;
            }
            boolean letter = Character.isLetterOrDigit(base) || PlainText.isAnyMark(base);
            if (letter || Character.isWhitespace(base) || Character.isSpaceChar(base)) {
                symbols += counted(run, ordinary, touchesWord || letter);
                run = 0;
                ordinary = true;
                touchesWord = letter;
                symbols += letter ? piledUp(cluster) : 0;
            } else {
                run++;
                ordinary = ordinary && isPunctuation(base);
            }
        }
        return symbols + counted(run, ordinary, touchesWord);
    }

    private static int counted(int run, boolean ordinary, boolean touchesWord) {
        boolean ofASentence = ordinary && run <= LONGEST_PUNCTUATION && (touchesWord || run == 1);
        return ofASentence ? 0 : run;
    }

    private static boolean isPunctuation(int c) {
        return switch (Character.getType(c)) {
            case Character.OTHER_PUNCTUATION,
                    Character.DASH_PUNCTUATION,
                    Character.START_PUNCTUATION,
                    Character.END_PUNCTUATION,
                    Character.INITIAL_QUOTE_PUNCTUATION,
                    Character.FINAL_QUOTE_PUNCTUATION,
                    Character.CONNECTOR_PUNCTUATION,
                    Character.CURRENCY_SYMBOL -> true;
            default -> false;
        };
    }

    /** The number of marks on one letter, if no script has that many. */
    private static int piledUp(String cluster) {
        int accents = 0;
        int own = 0;
        int same = 0;
        int before = -1;
        boolean isMuchOfTheSame = false;
        for (int i = Character.charCount(cluster.codePointAt(0)); i < cluster.length(); ) {
            int c = cluster.codePointAt(i);
            i += Character.charCount(c);
            if (!PlainText.isMark(c) || PlainText.isInvisible(c)) {
                continue;
            }
            boolean shared = UnicodeScript.of(c) == UnicodeScript.INHERITED;
            accents += shared ? 1 : 0;
            own += shared ? 0 : 1;
            same = c == before ? same + 1 : 1;
            before = c;
            isMuchOfTheSame = isMuchOfTheSame || same >= SAME_MARK;
        }
        boolean piled = accents > MOST_ACCENTS && !carriesOwnMarks(cluster.codePointAt(0));
        return piled || accents + own > MOST_OWN_MARKS || isMuchOfTheSame ? accents + own : 0;
    }

    /** In Arabic and Hebrew, marks shared with other scripts are vowels. */
    private static boolean carriesOwnMarks(int base) {
        return switch (UnicodeScript.of(base)) {
            case LATIN, GREEK, CYRILLIC, COMMON -> false;
            default -> true;
        };
    }
}
