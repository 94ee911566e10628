package bot.herald.web;

import bot.herald.auth.RefreshHistory;
import java.util.List;
import java.util.Map;

/** What goes on inside, for admins; asked for every page, so it has to be cheap. */
public interface Operations {
    Report now();

    /** How refreshes of tokens went, hour by hour. */
    default List<RefreshHistory.Hour> refreshHours() {
        return List.of();
    }

    /**
     * Everything at once.
     *
     * @param refreshes of tokens since the start, the latest first
     * @param connections how many connections to EventSub there are in each state
     * @param eventsWaiting that came in and were not handled yet
     * @param channels connected ones, by login
     */
    record Report(
            List<Refresh> refreshes, Map<String, Integer> connections, int eventsWaiting, List<ChannelLoad> channels) {
        public static final Report EMPTY = new Report(List.of(), Map.of(), 0, List.of());
    }

    /**
     * A token that was refreshed, or was to be.
     *
     * @param at in ISO-8601
     * @param userId at Twitch, or at Discord where {@code kind} says so
     * @param outcome {@code renewed}, {@code adopted}, {@code rejected}, {@code retry} or {@code misconfigured}
     */
    record Refresh(String at, String userId, String login, String kind, String outcome) {}

    /** What waits for a channel's sake. */
    record ChannelLoad(
            String twitchUserId,
            String login,
            int chatLinesWaiting,
            int shoutoutsWaiting,
            ChannelView.Chat chat,
            ChannelView.Shoutouts shoutouts) {}
}
