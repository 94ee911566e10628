package bot.herald.feature.filter;

import java.util.Set;

/** Measures capitals, repeated characters and symbols; each character is looked at once. */
final class Shouting {
    private Shouting() {}

    /**
     * Whether so many letters of those that have two cases are capitals; who is mentioned does not count, nor do emotes.
     *
     * @param emotes words that stand for pictures
     */
    static boolean isMostlyCapitals(String message, Set<String> emotes, int percent, int leastLetters) {
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
                    counts = c != '@' && !isEmote(message, i, emotes);
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

    private static boolean isEmote(String message, int from, Set<String> emotes) {
        if (emotes.isEmpty()) {
            return false;
        }
        int to = from;
        while (to < message.length() && !Character.isWhitespace(message.charAt(to))) {
            to++;
        }
        return emotes.contains(message.substring(from, to));
    }

    /** The longest run of the same character, case and invisible characters ignored. */
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

    /** Characters that are neither letter, digit nor space; accents piled on letters count too. */
    static int symbols(String message) {
        return (int) message.codePoints()
                .filter(c -> !Character.isLetterOrDigit(c) && !Character.isWhitespace(c) && !PlainText.isInvisible(c))
                .count();
    }
}
