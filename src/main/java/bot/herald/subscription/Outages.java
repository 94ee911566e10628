package bot.herald.subscription;

import bot.herald.identity.TwitchUserId;
import bot.herald.retry.ForwardClock;
import bot.herald.subscription.SubscriptionApi.Kind;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Channels that were heard and no longer are: since when, and why. Safe for concurrent use. */
public final class Outages {
    private final ForwardClock clock;
    private final Map<TwitchUserId, Outage> open = new ConcurrentHashMap<>();
    private volatile Listener listener = (broadcasterId, cause, lasted) -> {};

    private record Outage(Instant since, Cause cause) {}

    /** Called when a channel is heard again; must return at once. */
    public interface Listener {
        void over(TwitchUserId broadcasterId, Cause cause, Duration lasted);
    }

    /** What stood in the way last. */
    public enum Cause {
        /** The connection was lost. */
        SOCKET,
        /** No token, or Twitch refused it. */
        TOKEN,
        FORBIDDEN,
        REVOKED,
        /** 400, 404, 409, or too many of something. */
        REFUSED,
        RATE_LIMIT,
        SERVER_ERROR,
        NO_ANSWER,
        OTHER;

        static Cause of(Kind kind) {
            return switch (kind) {
                case FORBIDDEN -> FORBIDDEN;
                case REJECTED, TOO_MANY_ALIKE, TOO_MANY_SOCKETS, SOCKET_FULL, COST_EXCEEDED -> REFUSED;
                case DEAD_SESSION -> SOCKET;
                case UNAUTHORIZED -> TOKEN;
                case RATE_LIMITED -> RATE_LIMIT;
                case SERVER_ERROR -> SERVER_ERROR;
                case NO_ANSWER -> NO_ANSWER;
            };
        }

        /** For a metric's label, for example {@code server-error}. */
        public String text() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    Outages(Clock clock) {
        this.clock = new ForwardClock(clock);
    }

    /** Sets the one listener. */
    public void listen(Listener only) {
        listener = only;
    }

    void begins(TwitchUserId broadcasterId, Cause cause) {
        open.putIfAbsent(broadcasterId, new Outage(clock.instant(), cause));
    }

    void goesOn(TwitchUserId broadcasterId, Cause cause) {
        if (cause != Cause.OTHER) {
            open.computeIfPresent(broadcasterId, (id, outage) -> new Outage(outage.since(), cause));
        }
    }

    boolean isOpen(TwitchUserId broadcasterId) {
        return open.containsKey(broadcasterId);
    }

    void ends(TwitchUserId broadcasterId) {
        Outage over = open.remove(broadcasterId);
        if (over != null) {
            listener.over(broadcasterId, over.cause(), Duration.between(over.since(), clock.instant()));
        }
    }

    /** Forgets channels that are no longer planned. */
    void keepOnly(Set<TwitchUserId> planned) {
        open.keySet().retainAll(planned);
    }
}
