package bot.herald.web;

import bot.herald.feature.shoutout.ShoutoutQueue;
import bot.herald.feature.timer.TimerRunner;
import bot.herald.identity.TwitchUserId;
import bot.herald.stream.StreamState;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * A channel's stream, and what Herald will say there next; needed for every page, so it has to be cheap.
 *
 * @param stream empty while unknown
 */
public record Agenda(
        Function<TwitchUserId, Optional<StreamState>> stream,
        Function<TwitchUserId, List<TimerRunner.Next>> timers,
        Function<TwitchUserId, List<ShoutoutQueue.Waiting>> shoutouts) {
    public static final Agenda NONE = new Agenda(id -> Optional.empty(), id -> List.of(), id -> List.of());
}
