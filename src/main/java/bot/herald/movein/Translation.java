package bot.herald.movein;

import java.util.List;

/**
 * Another bot's text, translated.
 *
 * @param text valid in Herald; variables without a counterpart are escaped
 * @param reasons sentences on how it differs; empty if it does not
 */
record Translation(String text, List<String> reasons) {
    Translation {
        reasons = List.copyOf(reasons);
    }
}
