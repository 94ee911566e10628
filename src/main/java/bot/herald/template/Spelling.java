package bot.herald.template;

import java.util.Locale;

/** How far apart two words are, in letters to change. */
final class Spelling {
    private static final int LONGEST_SHOWN = 40;

    private Spelling() {}

    /** In quotation marks, and not all of a long one. */
    static String shown(String word) {
        return "\""
                + (word.codePointCount(0, word.length()) <= LONGEST_SHOWN
                        ? word
                        : word.substring(0, word.offsetByCodePoints(0, LONGEST_SHOWN)) + "…")
                + "\"";
    }

    /** Whether at least half of the longer word stays. */
    static boolean isNear(String from, String to) {
        return 2 * distance(from, to) <= Math.max(Math.min(from.length(), LONGEST_SHOWN), to.length());
    }

    /** Levenshtein's distance, case ignored; only the beginning of a very long word counts. */
    static int distance(String from, String to) {
        String written = from.toLowerCase(Locale.ROOT);
        String left = written.substring(0, Math.min(written.length(), LONGEST_SHOWN));
        int[] previous = new int[to.length() + 1];
        for (int column = 0; column <= to.length(); column++) {
            previous[column] = column;
        }
        for (int row = 1; row <= left.length(); row++) {
            int[] current = new int[to.length() + 1];
            current[0] = row;
            for (int column = 1; column <= to.length(); column++) {
                int change = previous[column - 1] + (left.charAt(row - 1) == to.charAt(column - 1) ? 0 : 1);
                current[column] = Math.min(change, 1 + Math.min(previous[column], current[column - 1]));
            }
            previous = current;
        }
        return previous[to.length()];
    }
}
