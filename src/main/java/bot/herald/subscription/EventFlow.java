package bot.herald.subscription;

import bot.herald.identity.TwitchUserId;
import bot.herald.lifecycle.Component;
import bot.herald.lifecycle.Health;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * Tells {@code /readyz} whether the bot has an account to speak with and hears every channel that it should hear.
 *
 * <p>Only what passes by itself counts: no answer, a refused token, a lost connection. Where Twitch understood and
 * said no (a ban, a revoked grant, a limit), that is the status of the channel alone. Safe for concurrent
 * use.
 */
public final class EventFlow implements Component {
    /** A lost connection is usually back within this time. */
    private static final Duration GRACE = Duration.ofSeconds(2);

    /**
     * However old, it is not a fault: a subscription that Twitch does not list is one already, and a list that fails
     * says nothing about which events arrive.
     */
    private static final String OLDEST_PROOF = "oldest-subscription-proof";

    private final BooleanSupplier botIsConnected;
    private final Supplier<List<TwitchUserId>> channels;
    private final SubscriptionDirectory subscriptions;
    private final boolean outlivesTheProcess;
    private final Clock clock;
    /** Whether all channels have been heard at once; until then, after a start, there is no grace. */
    private volatile boolean settled;

    /**
     * @param outlivesTheProcess whether subscriptions may exist that this process has not asked for yet, as on a
     * conduit
     */
    public EventFlow(
            BooleanSupplier botIsConnected,
            Supplier<List<TwitchUserId>> channels,
            SubscriptionDirectory subscriptions,
            boolean outlivesTheProcess,
            Clock clock) {
        this.botIsConnected = botIsConnected;
        this.channels = channels;
        this.subscriptions = subscriptions;
        this.outlivesTheProcess = outlivesTheProcess;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "event-flow";
    }

    @Override
    public void start() {}

    @Override
    public Health check() {
        if (!botIsConnected.getAsBoolean()) {
            return Health.down("no bot account is connected: open the set-up link that was printed at start");
        }
        List<TwitchUserId> all = channels.get();
        if (all.isEmpty()) {
            return Health.UP;
        }
        Health flow = flow(all);
        return subscriptions
                .oldestProof()
                .map(oldest -> flow.with(OLDEST_PROOF, oldest))
                .orElse(flow);
    }

    private Health flow(List<TwitchUserId> all) {
        if (!subscriptions.isAnythingEssentialFlowing()) {
            return Health.down("no events arrive yet: Herald is still subscribing to them on Twitch");
        }
        Instant now = clock.instant();
        Instant before = settled ? now.minus(GRACE) : Instant.MAX;
        List<SubscriptionStatus> missing = all.stream()
                // This runs twice a second, and usually nothing is missing.
                .filter(this::isAnyMissing)
                .flatMap(channel -> subscriptions.of(channel).stream())
                .filter(one -> isMissing(one)
                        // A time in the future: the host's clock was set back.
                        && (!one.since().isAfter(before) || one.since().isAfter(now)))
                .toList();
        if (missing.isEmpty()) {
            settled = true;
            return Health.UP;
        }
        SubscriptionStatus first = missing.get(0);
        long silent = missing.stream()
                .map(SubscriptionStatus::broadcasterId)
                .distinct()
                .count();
        return Health.down("Herald misses events of " + silent + " of " + all.size() + " channels, such as "
                + first.broadcasterId() + " " + first.type() + ": "
                + (first.reason().isEmpty() ? "not subscribed yet" : first.reason()));
    }

    private boolean isAnyMissing(TwitchUserId channel) {
        for (SubscriptionStatus one : subscriptions.held(channel)) {
            if (isMissing(one)) {
                return true;
            }
        }
        return false;
    }

    private boolean isMissing(SubscriptionStatus one) {
        boolean isAwaited = switch (one.state()) {
            case RETRYING -> true;
            case PENDING -> !outlivesTheProcess;
            case ENABLED, REFUSED, REVOKED, MISSING_SCOPE -> false;
        };
        return isAwaited && one.isEssential();
    }

    @Override
    public void close() {}
}
