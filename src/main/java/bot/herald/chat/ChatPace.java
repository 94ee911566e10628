package bot.herald.chat;

import bot.herald.identity.TwitchUserId;
import bot.herald.retry.ForwardClock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * Keeps one account, or one instance's share of it, within its {@link ChatLimits}, over all channels and in each.
 *
 * <p>Not safe for concurrent use.
 */
final class ChatPace {
    private final ChatLimits whole;
    private final ForwardClock clock;
    private final Instant created;
    private final SlidingWindow account;
    private final Map<TwitchUserId, SlidingWindow> channels = new HashMap<>();
    private ChatLimits limits;
    private int parts = 1;
    private Instant pausedAt = Instant.EPOCH;
    private Duration pause = Duration.ZERO;
    private boolean pausedForToken;

    ChatPace(ChatLimits limits, ForwardClock clock) {
        this.whole = limits;
        this.limits = limits;
        this.clock = clock;
        this.account = new SlidingWindow(limits.window(), clock);
        this.created = clock.instant();
    }

    /** How long until the account's limit lets the bot write in a channel where it has this role. */
    Duration untilAccountIsFree(ChannelRole role) {
        return longer(pauseLeft(), account.untilFree(limits.account(role)));
    }

    private Duration pauseLeft() {
        Duration ago = Duration.between(pausedAt, clock.instant());
        return ago.compareTo(pause) >= 0 ? Duration.ZERO : pause.minus(ago);
    }

    /** How long until the channel's limit allows one more message. */
    Duration untilChannelIsFree(TwitchUserId broadcasterId, ChannelRole role) {
        SlidingWindow said = of(broadcasterId);
        Duration channel = said.untilFree(limits.channel(role));
        return role == ChannelRole.EVERYONE
                ? longer(channel, longer(sinceStart(), said.untilQuietFor(limits.between())))
                : channel;
    }

    /** The previous process may have written a moment ago. */
    private Duration sinceStart() {
        Duration ago = Duration.between(created, clock.instant());
        return ago.compareTo(limits.between()) >= 0
                ? Duration.ZERO
                : limits.between().minus(ago);
    }

    void begin(TwitchUserId broadcasterId) {
        account.begin();
        of(broadcasterId).begin();
    }

    /** Call this when Twitch has answered the message. */
    void end(TwitchUserId broadcasterId) {
        account.end();
        of(broadcasterId).end();
    }

    /** Instead of {@link #end}: the message was not sent. */
    void cancel(TwitchUserId broadcasterId) {
        account.cancel();
        of(broadcasterId).cancel();
    }

    /** From now on keeps to the share of one of so many instances. */
    void share(int instances) {
        if (instances != parts) {
            parts = instances;
            limits = whole.dividedBy(instances);
        }
    }

    /** How many instances share the limits. */
    int parts() {
        return parts;
    }

    ChatTurns.Rule rule(ChannelRole role) {
        return whole.rule(role);
    }

    /** Nothing is sent anywhere for that long, or longer if an earlier call said so. */
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
