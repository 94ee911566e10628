package bot.herald.feature.filter;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Forbidden words and phrases: whole words, case and look-alike letters make no difference, {@code *} stands for any letters.
 *
 * <p>Immutable. No regular expressions, so that no message takes long.
 */
final class WordList {
    private static final int LEAST_SPELLED_OUT = 3;

    private final List<Entry> entries = new ArrayList<>();

    /** @param words of the phrase, folded; each may hold {@code *} */
    private record Entry(String written, List<String> words) {}

    WordList(List<String> written) {
        for (String each : written) {
            List<String> words = words(each, true);
            if (!words.isEmpty()) {
                entries.add(new Entry(each, words));
            }
        }
    }

    /** Whether it forbids anything but not everything. */
    static boolean isUsable(String written) {
        List<String> words = words(written, true);
        return !words.isEmpty() && words.stream().allMatch(word -> word.chars().anyMatch(c -> c != '*'));
    }

    /** The first entry that the message breaks, as it was written. */
    Optional<String> firstIn(String message) {
        List<String> words = words(message, false);
        List<String> spelled = spelledOut(words);
        return entries.stream()
                .filter(entry -> isIn(entry.words(), words) || isIn(entry.words(), spelled))
                .map(Entry::written)
                .findFirst();
    }

    private static boolean isIn(List<String> phrase, List<String> words) {
        for (int from = 0; from + phrase.size() <= words.size(); from++) {
            int same = 0;
            while (same < phrase.size() && matches(phrase.get(same), words.get(from + same))) {
                same++;
            }
            if (same == phrase.size()) {
                return true;
            }
        }
        return false;
    }

    /** {@code *} takes as little as possible and, on a mismatch, one letter more: at most both lengths multiplied. */
    static boolean matches(String pattern, String word) {
        int p = 0;
        int w = 0;
        int star = -1;
        int taken = 0;
        while (w < word.length()) {
            if (p < pattern.length() && pattern.charAt(p) == '*') {
                star = p++;
                taken = w;
            } else if (p < pattern.length() && pattern.charAt(p) == word.charAt(w)) {
                p++;
                w++;
            } else if (star >= 0) {
                p = star + 1;
                w = ++taken;
            } else {
                return false;
            }
        }
        while (p < pattern.length() && pattern.charAt(p) == '*') {
            p++;
        }
        return p == pattern.length();
    }

    /** Words spelled out letter by letter, such as {@code b a d}, put together. */
    private static List<String> spelledOut(List<String> words) {
        List<String> together = new ArrayList<>();
        StringBuilder letters = new StringBuilder();
        for (int i = 0; i <= words.size(); i++) {
            if (i < words.size() && words.get(i).length() == 1) {
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

    private static List<String> words(String text, boolean stars) {
        String folded = PlainText.folded(text);
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        for (int i = 0; i < folded.length(); i++) {
            char c = folded.charAt(i);
            char letter = asLetter(folded, i);
            if (Character.isLetterOrDigit(letter) || Character.isSurrogate(c) || (stars && c == '*')) {
                word.append(letter);
            } else if (c != '\'' && !word.isEmpty()) {
                words.add(word.toString());
                word.setLength(0);
            }
        }
        if (!word.isEmpty()) {
            words.add(word.toString());
        }
        return words;
    }

    /** Signs stand for letters only inside a word; a dollar begins one too. */
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
}
