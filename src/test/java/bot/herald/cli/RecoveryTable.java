package bot.herald.cli;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What the tests of recovery measured, as a table of Markdown. */
final class RecoveryTable {
    private final List<String> rows = new ArrayList<>();

    /**
     * @param subscribed from the end of the fault until all that is planned exists
     * @param answered until a raid is greeted and a line is answered
     * @param within what is allowed
     */
    void add(String fault, String where, Duration subscribed, Duration answered, Duration within) {
        String row = "| %s | %s | %.1f | %.1f | %d |"
                .formatted(
                        fault, where, subscribed.toMillis() / 1000.0, answered.toMillis() / 1000.0, within.toSeconds());
        rows.add(row);
        System.out.println(row);
    }

    void print() {
        System.out.println("| fault | where | subscribed after s | greeted and answered after s | at most s |\n"
                + "| --- | --- | --- | --- | --- |\n" + String.join("\n", rows));
    }
}
