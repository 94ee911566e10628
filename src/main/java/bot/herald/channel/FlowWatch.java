package bot.herald.channel;

import bot.herald.channel.ChannelHealth.ChannelStatus;
import bot.herald.identity.TwitchUserId;
import bot.herald.lifecycle.Recurring;
import bot.herald.lifecycle.WhileLeading;
import bot.herald.retry.ForwardClock;
import bot.herald.subscription.Outages;
import bot.herald.subscription.SubscriptionDirectory;
import bot.herald.subscription.SubscriptionStatus;
import bot.herald.subscription.SubscriptionStatus.SubscriptionState;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logs, in one line each, when a channel's events have failed to arrive for ten seconds, and when they arrive again.
 * Safe for concurrent use.
 */
public final class FlowWatch implements Outages.Listener {
    private static final Logger log = LoggerFactory.getLogger(FlowWatch.class);
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(2);

    /** How long silence may last before it is worth a line. */
    static final Duration PATIENCE = Duration.ofSeconds(10);

    private final ChannelService channels;
    private final ChannelHealth health;
    private final SubscriptionDirectory subscriptions;
    private final WhileLeading leading;
    private final Outages.Listener recoveries;
    private final ForwardClock clock;
    /** Since when nothing, or not everything, has been arriving. */
    private final Map<TwitchUserId, Instant> silentSince = new HashMap<>();
    /** Channels whose silence has been logged. */
    private final Set<TwitchUserId> told = new HashSet<>();
    /** Channels that have been heard since they connected. */
    private final Set<TwitchUserId> heard = new HashSet<>();

    /**
     * @param leading whether this process, and no other, logs what it sees
     * @param recoveries also notified of each recovery
     */
    public FlowWatch(
            ChannelService channels,
            ChannelHealth health,
            SubscriptionDirectory subscriptions,
            WhileLeading leading,
            Outages.Listener recoveries,
            Clock clock) {
        this.channels = channels;
        this.health = health;
        this.subscriptions = subscriptions;
        this.leading = leading;
        this.recoveries = recoveries;
        this.clock = new ForwardClock(clock);
    }

    /** Watches once the returned component is started. */
    public Recurring recurring() {
        subscriptions.outages().listen(this);
        return new Recurring(
                "flow-watch",
                BETWEEN_LOOKS,
                BETWEEN_LOOKS,
                this::look,
                fault -> log.error(
                        "checking that events arrive failed, retrying: {}",
                        fault.getClass().getSimpleName()));
    }

    @Override
    public void over(TwitchUserId broadcasterId, Outages.Cause cause, Duration lasted) {
        recoveries.over(broadcasterId, cause, lasted);
        channels.find(broadcasterId).ifPresent(channel -> {
            synchronized (this) {
                silentSince.remove(broadcasterId);
                told.remove(broadcasterId);
                heard.add(broadcasterId);
            }
            heardAgain(channel, lasted);
        });
    }

    private static void heardAgain(Channel channel, Duration lasted) {
        log.info(
                "broadcaster={} login={} events arrive again after {} s",
                channel.id(),
                channel.profile().login(),
                Math.round(lasted.toMillis() / 100.0) / 10.0);
    }

    /** Every instance looks, so that whichever leads next repeats nothing. */
    synchronized void look() {
        Instant now = clock.instant();
        for (Channel channel : channels.all()) {
            ChannelStatus status = health.of(channel.id());
            if (status == ChannelStatus.CONNECTED) {
                isHeard(channel, now);
            } else {
                isSilent(channel, status, now);
            }
        }
        silentSince.keySet().removeIf(id -> channels.find(id).isEmpty());
        told.removeIf(id -> channels.find(id).isEmpty());
        heard.removeIf(id -> channels.find(id).isEmpty());
    }

    private void isHeard(Channel channel, Instant now) {
        TwitchUserId id = channel.id();
        boolean isNew = heard.add(id);
        Instant since = silentSince.remove(id);
        if (told.remove(id) && since != null) {
            leading.run(() -> heardAgain(channel, Duration.between(since, now)));
        } else if (isNew) {
            leading.run(() -> log.info(
                    "broadcaster={} login={} events arrive, subscriptions={}",
                    id,
                    channel.profile().login(),
                    subscriptions.of(id).stream()
                            .filter(one -> one.state() == SubscriptionState.ENABLED)
                            .count()));
        }
    }

    private void isSilent(Channel channel, ChannelStatus status, Instant now) {
        TwitchUserId id = channel.id();
        Instant since = silentSince.computeIfAbsent(id, absent -> now);
        boolean isOutage = status == ChannelStatus.NEEDS_REAUTHORIZATION || !now.isBefore(since.plus(PATIENCE));
        if (isOutage && told.add(id)) {
            leading.run(() -> log.warn(
                    "broadcaster={} login={} status={} some events do not arrive: {}",
                    id,
                    channel.profile().login(),
                    status.text(),
                    reasons(id, status)));
        }
    }

    private String reasons(TwitchUserId id, ChannelStatus status) {
        if (status == ChannelStatus.NEEDS_REAUTHORIZATION) {
            return "the broadcaster has to connect again";
        }
        String missing = subscriptions.of(id).stream()
                .filter(one -> one.isEssential() && one.state() != SubscriptionState.ENABLED)
                .map(FlowWatch::words)
                .collect(Collectors.joining("; "));
        return missing.isEmpty() ? "nothing is subscribed to yet" : missing;
    }

    private static String words(SubscriptionStatus one) {
        return one.type() + " " + one.reason();
    }
}
