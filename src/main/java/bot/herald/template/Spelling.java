package bot.herald.template;

import bot.herald.identity.EditDistance;
import java.util.Locale;

/** Compares a misspelt word with known ones. */
final class Spelling {
    private static final int LONGEST_SHOWN = 40;

    private Spelling() {}

    /** In quotation marks, shortened if it is long. */
    static String shown(String word) {
        return "\"" + Characters.shortened(LONGEST_SHOWN, word) + "\"";
    }

    /** Whether at least half of the letters agree. */
    static boolean isNear(String from, String to) {
        return 2 * distance(from, to) <= Math.max(Math.min(from.length(), LONGEST_SHOWN), to.length());
    }

    /** The {@link EditDistance}, ignoring case; only the beginning of a very long word counts. */
    static int distance(String from, String to) {
        String written = from.toLowerCase(Locale.ROOT);
        return EditDistance.between(written.substring(0, Math.min(written.length(), LONGEST_SHOWN)), to);
    }
}
