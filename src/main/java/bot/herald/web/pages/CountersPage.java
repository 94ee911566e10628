package bot.herald.web.pages;

import java.util.List;

/**
 * The counters of a channel.
 *
 * @param prefix what commands begin with
 * @param token has to come back with every form
 * @param viewers the commands that count each viewer's uses
 */
public record CountersPage(
        Notice notice,
        ListView list,
        String prefix,
        String addLink,
        String token,
        List<Row> rows,
        List<OfViewers> viewers) {
    public CountersPage {
        rows = List.copyOf(rows);
        viewers = List.copyOf(viewers);
    }

    /**
     * A counter.
     *
     * @param use where it counts, in words
     * @param deleteLink empty where it goes with its command
     */
    public record Row(String name, String value, String use, String editLink, String deleteLink) {}

    /** @param resetLink where it is asked whether to forget them */
    public record OfViewers(String command, List<Viewer> top, String resetLink) {
        public OfViewers {
            top = List.copyOf(top);
        }
    }

    /** Somebody, and how often they were answered. */
    public record Viewer(String name, String count) {}
}
