package bot.herald.web.pages;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The search, sort order and paging of a list.
 *
 * @param link of the list itself
 * @param query what is searched for; empty for nothing
 * @param sort how the address says it is sorted; empty for as usual
 * @param shown which of how many
 * @param previousLink empty on the first page
 * @param nextLink empty on the last
 * @param empty whether there is nothing at all, searched for or not
 */
public record ListView(
        String link,
        String query,
        String sort,
        List<Column> columns,
        String shown,
        String previousLink,
        String nextLink,
        boolean empty) {
    public ListView {
        columns = List.copyOf(columns);
    }

    /**
     * @param label the text above it
     * @param sorted {@code ascending} or {@code descending}; null where it is not sorted by this
     */
    public record Column(
            String label,
            String link,
            String look,
            @Nullable String sorted) {}
}
