package bot.herald.movein;

import java.util.List;

/**
 * A text of another bot as Herald says it.
 *
 * @param text right in Herald's grammar; what has no counterpart stands in it as it was
 * @param reasons why it is not the same, in sentences; empty if it is
 */
record Translation(String text, List<String> reasons) {
    Translation {
        reasons = List.copyOf(reasons);
    }
}
