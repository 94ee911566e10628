package bot.herald.web.pages;

import java.util.List;

/**
 * The quotes of a channel.
 *
 * @param prefix what commands begin with
 * @param token has to come back with every form
 */
public record QuotesPage(Notice notice, ListView list, String prefix, String addLink, String token, List<Row> rows) {
    public QuotesPage {
        rows = List.copyOf(rows);
    }

    /** @param addedBy empty where nobody knows */
    public record Row(
            String number,
            String text,
            String category,
            String addedBy,
            When addedAt,
            String editLink,
            String deleteLink) {}
}
