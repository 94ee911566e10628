package bot.herald.feature.filter;

/** Measures capitals, repeated characters and symbols; each character is looked at once. */
final class Shouting {
    private Shouting() {}

    /** Whether so many letters of those that have two cases are capitals; who is mentioned does not count. */
    static boolean isMostlyCapitals(String message, int percent, int leastLetters) {
        int letters = 0;
        int capitals = 0;
        boolean mention = false;
        boolean wordStarts = true;
        for (int i = 0; i < message.length(); ) {
            int c = message.codePointAt(i);
            i += Character.charCount(c);
            if (Character.isWhitespace(c)) {
                mention = false;
                wordStarts = true;
                continue;
            }
            mention |= wordStarts && c == '@';
            wordStarts = false;
            boolean upper = Character.isUpperCase(c);
            if (!mention && (upper || Character.isLowerCase(c))) {
                letters++;
                capitals += upper ? 1 : 0;
            }
        }
        return letters >= Math.max(1, leastLetters) && capitals * 100L >= (long) letters * percent;
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
