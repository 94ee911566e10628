package bot.herald.web.pages;

import bot.herald.auth.RefreshHistory.Hour;
import bot.herald.language.Sentences;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A plot of what went well and what did not, hour by hour: 480 wide, 120 high, the latest on the right.
 *
 * @param most of an hour, at the upper edge
 * @param summary what it says, in a sentence
 */
public record Columns(List<Column> columns, int most, When from, String summary) {
    private static final int WIDTH = 480;
    private static final int HEIGHT = 120;

    /** @param good whether it went well */
    public record Column(String x, String y, String width, String height, boolean good) {}

    /** @param hours the earliest first; at least one */
    public static Columns of(List<Hour> hours, Sentences say) {
        int most = Math.max(
                1,
                hours.stream()
                        .mapToInt(hour -> hour.done() + hour.failed())
                        .max()
                        .orElse(1));
        double step = (double) WIDTH / hours.size();
        List<Column> columns = new ArrayList<>();
        for (int i = 0; i < hours.size(); i++) {
            Hour hour = hours.get(i);
            double failed = (double) HEIGHT * hour.failed() / most;
            double done = (double) HEIGHT * hour.done() / most;
            add(columns, step * i + 1, HEIGHT - failed, step - 2, failed, false);
            add(columns, step * i + 1, HEIGHT - failed - done, step - 2, done, true);
        }
        int done = hours.stream().mapToInt(Hour::done).sum();
        int failed = hours.stream().mapToInt(Hour::failed).sum();
        return new Columns(
                List.copyOf(columns),
                most,
                When.of(hours.get(0).begin()),
                done + failed == 0
                        ? say.say("admin.columns.none", "hours", hours.size())
                        : say.counted(
                                "admin.columns",
                                done,
                                "hours",
                                hours.size(),
                                "failed",
                                failed == 0 ? say.say("admin.columns.no-failure") : failed));
    }

    private static void add(List<Column> columns, double x, double y, double width, double height, boolean good) {
        if (height > 0) {
            columns.add(new Column(shown(x), shown(y), shown(width), shown(height), good));
        }
    }

    private static String shown(double number) {
        return String.format(Locale.ROOT, "%.1f", number);
    }
}
