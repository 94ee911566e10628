package bot.herald.web;

import bot.herald.feed.FeedEvent;
import bot.herald.web.pages.FeedRow;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The live feed as pages show it: the latest first, and no chat message twice. */
final class FeedRows {
    private FeedRows() {}

    /** @param events the oldest first */
    static List<FeedRow> latest(List<FeedEvent> events, int most) {
        List<FeedRow> rows = new ArrayList<>();
        Set<String> shown = new HashSet<>();
        for (FeedEvent event : events) {
            String messageId = String.valueOf(event.fields().getOrDefault("messageId", ""));
            // What the bot says comes back from Twitch as a chat message, now and then before Twitch has answered the
            // bot.
            if (messageId.isEmpty() || shown.add(messageId)) {
                rows.add(new FeedRow(AuditWords.at(event.at()), FeedWords.of(event), messageId));
            }
        }
        Collections.reverse(rows);
        return rows.subList(0, Math.min(most, rows.size()));
    }
}
