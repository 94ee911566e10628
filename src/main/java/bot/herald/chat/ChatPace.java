package bot.herald.chat;

import bot.herald.identity.TwitchUserId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * Keeps one account within its {@link ChatLimits}, over all channels and in each, or within one instance's share of them.
 *
 * <p>Not safe for concurrent use.
 */
final class ChatPace {
    private final ChatLimits whole;
    private final Clock clock;
    private final Instant created;
    private final SlidingWindow account;
    private final Map<TwitchUserId, SlidingWindow> channels = new HashMap<>();
    private ChatLimits limits;
    private int parts = 1;
    private Instant pausedAt = Instant.EPOCH;
    private Duration pause = Duration.ZERO;
    private boolean pausedForToken;

    ChatPace(ChatLimits limits, Clock clock) {
        this.whole = limits;
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
        SlidingWindow said = of(broadcasterId);
        Duration channel = said.untilFree(limits.channel(role));
        return role == ChannelRole.EVERYONE
                ? longer(channel, longer(sinceStart(), said.untilQuietFor(limits.between())))
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
        of(broadcasterId).begin();
    }

    /** To be called when the answer to the message is there. */
    void end(TwitchUserId broadcasterId) {
        account.end();
        of(broadcasterId).end();
    }

    /** In place of {@link #end}: the message was not sent. */
    void cancel(TwitchUserId broadcasterId) {
        account.cancel();
        of(broadcasterId).cancel();
    }

    /** Keeps to the share of one of so many instances from now on. */
    void share(int instances) {
        if (instances != parts) {
            parts = instances;
            limits = whole.dividedBy(instances);
        }
    }

    /** How many instances the limits are divided by. */
    int parts() {
        return parts;
    }

    ChatTurns.Rule rule(ChannelRole role) {
        return whole.rule(role);
    }

    /** Nothing is said anywhere for so long, or longer if that has been said before. */
    void pause(Duration time) {
        if (time.compareTo(pauseLeft()) > 0) {
            pausedAt = clock.instant();
            pause = time;
            pausedForToken = false;
        }
    }

    /** The same, until {@link #tokenRenewed}. */
    void pauseForToken(Duration time) {
        if (time.compareTo(pauseLeft()) > 0) {
            pause(time);
            pausedForToken = true;
        }
    }

    void tokenRenewed() {
        if (pausedForToken) {
            pause = Duration.ZERO;
            pausedForToken = false;
        }
    }

    private SlidingWindow of(TwitchUserId channel) {
        return channels.computeIfAbsent(channel, id -> new SlidingWindow(whole.window(), clock));
    }

    private static Duration longer(Duration a, Duration b) {
        return a.compareTo(b) > 0 ? a : b;
    }
}
