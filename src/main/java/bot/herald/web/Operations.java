package bot.herald.web;

import bot.herald.auth.RefreshHistory;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The state of queues, connections and tokens, for admins; asked for every page, so it has to be cheap. */
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
     * @param conduit the id of the conduit; null where events arrive otherwise, and before there is one
     * @param sockets each of those connections, and each shard of the conduit, whichever instance has it
     * @param eventsWaiting that have not been handled yet
     * @param channels connected ones, by login
     */
    record Report(
            List<Refresh> refreshes,
            Map<String, Integer> connections,
            @Nullable String conduit,
            List<Socket> sockets,
            int eventsWaiting,
            List<ChannelLoad> channels) {
        public static final Report EMPTY = new Report(List.of(), Map.of(), null, List.of(), 0, List.of());
    }

    /**
     * A token that was refreshed, or was to be.
     *
     * @param at in ISO-8601
     * @param userId at Twitch, or at Discord where {@code kind} says so
     * @param outcome {@code renewed}, {@code adopted}, {@code rejected}, {@code retry} or {@code misconfigured}
     */
    record Refresh(String at, String userId, String login, String kind, String outcome) {}

    /**
     * A shard of the conduit, or a socket for one account's subscriptions.
     *
     * @param shard its number; null for a socket
     * @param userId whose token subscribes on the socket; null for a shard
     * @param login that account's login; null for a shard
     * @param kind what that account's token is for, as in {@link Refresh}; null for a shard
     * @param state {@code open}, {@code connecting}, {@code waiting}, {@code unused} or {@code elsewhere}
     * @param since when that began, in ISO-8601; null where another instance knows
     * @param heardAt when Twitch last sent anything through it, in ISO-8601; null unless it is open here
     * @param instance that has it; null where there is only one
     */
    record Socket(
            @Nullable Integer shard,
            @Nullable String userId,
            @Nullable String login,
            @Nullable String kind,
            String state,
            @Nullable String since,
            @Nullable String heardAt,
            @Nullable String instance) {}

    /** What waits in a channel's queues. */
    record ChannelLoad(
            String twitchUserId,
            String login,
            int chatLinesWaiting,
            int shoutoutsWaiting,
            ChannelView.Chat chat,
            ChannelView.Shoutouts shoutouts) {}
}
