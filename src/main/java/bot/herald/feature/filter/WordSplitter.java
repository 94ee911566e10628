package bot.herald.feature.filter;

import bot.herald.moderation.PlainText;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Splits a text into words as people read them, whatever signs stand for letters in it. */
final class WordSplitter {
    private static final int LEAST_SPELLED_OUT = 3;

    private static final Pattern APOSTROPHE = Pattern.compile("['\u2019]");
    /** Parts before or after an apostrophe that do not belong to the word: "l'idiot", "he'll". */
    private static final Pattern CONTRACTED = Pattern.compile(
            "(?<!\\p{L})(l|d|j|m|t|s|n|c|qu|all|dell|nell|un)['\u2019](?=\\p{L})|['\u2019](?=(?:s|ll|re|ve|d|m)(?!\\p{L}))");

    private WordSplitter() {}

    /**
     * In lower case, with look-alikes and accents.
     *
     * @param stars whether {@code *} belongs to a word
     */
    static List<String> words(String text, boolean stars) {
        String lower = PlainText.lower(PlainText.visible(text));
        String plain =
                APOSTROPHE.matcher(CONTRACTED.matcher(lower).replaceAll("$1 ")).replaceAll("");
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        for (int i = 0; i < plain.length(); ) {
            int c = plain.codePointAt(i);
            int letter = c < 0x80 ? asLetter(plain, i) : PlainText.letterOfPicture(c);
            i += Character.charCount(c);
            if (Character.isLetterOrDigit(letter) || PlainText.isAnyMark(letter) || (stars && c == '*')) {
                word.appendCodePoint(letter);
            } else if (!word.isEmpty()) {
                words.add(word.toString());
                word.setLength(0);
            }
        }
        if (!word.isEmpty()) {
            words.add(word.toString());
        }
        return words;
    }

    /** Signs stand for letters only inside a word; a dollar sign also at the beginning. */
    private static char asLetter(String text, int i) {
        char c = text.charAt(i);
        boolean before = i > 0 && Character.isLetterOrDigit(text.charAt(i - 1));
        boolean after = i + 1 < text.length() && Character.isLetterOrDigit(text.charAt(i + 1));
        return switch (c) {
            case '$' -> after ? 's' : c;
            case '@' -> before && after ? 'a' : c;
            case '!', '|' -> before && after ? 'i' : c;
            default -> c;
        };
    }

    /** Joins words spelled out letter by letter, such as {@code b a d}. */
    static List<String> spelledOut(List<String> words) {
        List<String> together = new ArrayList<>();
        StringBuilder letters = new StringBuilder();
        for (int i = 0; i <= words.size(); i++) {
            if (i < words.size() && isOneLetter(words.get(i))) {
                letters.append(words.get(i));
            } else {
                if (letters.length() >= LEAST_SPELLED_OUT) {
                    together.add(letters.toString());
                }
                letters.setLength(0);
            }
        }
        return together;
    }

    private static boolean isOneLetter(String word) {
        return word.codePoints().filter(c -> !PlainText.isAnyMark(c)).count() == 1;
    }
}
