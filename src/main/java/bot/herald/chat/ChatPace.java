package bot.herald.chat;

import bot.herald.identity.TwitchUserId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * Keeps one account within its {@link ChatLimits}, over all channels and in each.
 *
 * <p>Not safe for concurrent use.
 */
final class ChatPace {
    private final ChatLimits limits;
    private final Clock clock;
    private final Instant created;
    private final SlidingWindow account;
    private final Map<TwitchUserId, SlidingWindow> channels = new HashMap<>();
    private final Map<TwitchUserId, SlidingWindow> gaps = new HashMap<>();
    private Instant pausedAt = Instant.EPOCH;
    private Duration pause = Duration.ZERO;

    ChatPace(ChatLimits limits, Clock clock) {
        this.limits = limits;
        this.clock = clock;
        this.account = new SlidingWindow(limits.window(), clock);
        this.created = clock.instant();
    }

    /** How long until the account may write in a channel where it has this role, were it only for the account. */
    Duration untilAccountIsFree(ChannelRole role) {
        return longer(pauseLeft(), account.untilFree(limits.account(role)));
    }

    private Duration pauseLeft() {
        Duration ago = Duration.between(pausedAt, clock.instant());
        // Begun in the time to come: the host's clock was set back.
        return ago.isNegative() || ago.compareTo(pause) >= 0 ? Duration.ZERO : pause.minus(ago);
    }

    /** How long until one more message fits into the channel. */
    Duration untilChannelIsFree(TwitchUserId broadcasterId, ChannelRole role) {
        Duration channel = of(channels, broadcasterId, limits.window()).untilFree(limits.channel(role));
        return role == ChannelRole.EVERYONE
                ? longer(
                        channel,
                        longer(
                                sinceStart(),
                                of(gaps, broadcasterId, limits.between()).untilFree(1)))
                : channel;
    }

    /** The process before this one may have written a moment ago. */
    private Duration sinceStart() {
        Duration ago = Duration.between(created, clock.instant());
        return ago.isNegative() || ago.compareTo(limits.between()) >= 0
                ? Duration.ZERO
                : limits.between().minus(ago);
    }

    void begin(TwitchUserId broadcasterId) {
        account.begin();
        of(channels, broadcasterId, limits.window()).begin();
        of(gaps, broadcasterId, limits.between()).begin();
    }

    /** To be called when the answer to the message is there. */
    void end(TwitchUserId broadcasterId) {
        account.end();
        of(channels, broadcasterId, limits.window()).end();
        of(gaps, broadcasterId, limits.between()).end();
    }

    /** Nothing is said anywhere for so long. */
    void pause(Duration time) {
        pausedAt = clock.instant();
        pause = time;
    }

    private SlidingWindow of(Map<TwitchUserId, SlidingWindow> windows, TwitchUserId id, Duration length) {
        return windows.computeIfAbsent(id, key -> new SlidingWindow(length, clock));
    }

    private static Duration longer(Duration a, Duration b) {
        return a.compareTo(b) > 0 ? a : b;
    }
}
