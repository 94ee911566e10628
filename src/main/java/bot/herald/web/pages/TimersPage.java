package bot.herald.web.pages;

import java.util.List;

/** The timers of a channel. */
public record TimersPage(Notice notice, String link, String addLink, String token, List<Row> rows) {
    /**
     * One timer.
     *
     * @param id of the row in the page
     * @param more how many more messages there are, in words; empty for none
     */
    public record Row(
            String id,
            String name,
            String text,
            String more,
            String every,
            String after,
            boolean enabled,
            String editLink,
            String switchLink) {}
}
