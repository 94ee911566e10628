package bot.herald.config;

import java.util.List;

/**
 * A setting as somebody wrote it, not yet checked.
 *
 * @param source the file, or the environment variable
 * @param line of the key, counted from 1; 0 in the environment
 * @param entries one for a single value, any number for a list
 */
record Given(String source, int line, List<Entry> entries) {
    Given {
        entries = List.copyOf(entries);
    }

    /** @param quotable whether a problem may show the text: never once it spans lines, where a secret may hang on */
    record Entry(int line, String text, boolean quotable) {}
}
