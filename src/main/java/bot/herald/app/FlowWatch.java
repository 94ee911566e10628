package bot.herald.app;

import bot.herald.channel.Channel;
import bot.herald.channel.ChannelHealth;
import bot.herald.channel.ChannelService;
import bot.herald.channel.ChannelStatus;
import bot.herald.identity.TwitchUserId;
import bot.herald.lifecycle.Recurring;
import bot.herald.subscription.SubscriptionDirectory;
import bot.herald.subscription.SubscriptionState;
import bot.herald.subscription.SubscriptionStatus;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says in one log line each when events stop flowing for a channel, and when they flow again. */
final class FlowWatch {
    private static final Logger log = LoggerFactory.getLogger(FlowWatch.class);
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(2);

    /** How long a channel that has just come may take before its silence is worth a line. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final ChannelService channels;
    private final ChannelHealth health;
    private final SubscriptionDirectory subscriptions;
    private final BooleanSupplier leads;
    private final Clock clock;
    /** Since when nothing, or not everything, is heard. Used by the timer's thread only. */
    private final Map<TwitchUserId, Instant> silentSince = new HashMap<>();
    /** Who has been heard of, because a channel that is just being connected is no outage. */
    private final Set<TwitchUserId> heard = new HashSet<>();

    private final Map<TwitchUserId, Instant> firstSeen = new HashMap<>();

    /** @param leads whether this process watches, and not another */
    FlowWatch(
            ChannelService channels,
            ChannelHealth health,
            SubscriptionDirectory subscriptions,
            BooleanSupplier leads,
            Clock clock) {
        this.leads = leads;
        this.channels = channels;
        this.health = health;
        this.subscriptions = subscriptions;
        this.clock = clock;
    }

    Recurring recurring() {
        return new Recurring(
                "flow-watch",
                BETWEEN_LOOKS,
                BETWEEN_LOOKS,
                this::look,
                fault -> log.error(
                        "watching the flow of events failed: {}",
                        fault.getClass().getSimpleName()));
    }

    private void look() {
        if (!leads.getAsBoolean()) {
            return;
        }
        Instant now = clock.instant();
        for (Channel channel : channels.all()) {
            ChannelStatus status = health.of(channel.id());
            if (status == ChannelStatus.CONNECTED) {
                heard.add(channel.id());
                Instant since = silentSince.remove(channel.id());
                if (since != null) {
                    log.info(
                            "broadcaster={} login={} events flow again after {} s",
                            channel.id(),
                            channel.profile().login(),
                            Duration.between(since, now).toSeconds());
                }
            } else if (isOutage(channel, status, now) && silentSince.putIfAbsent(channel.id(), now) == null) {
                log.warn(
                        "broadcaster={} login={} status={} events do not all flow: {}",
                        channel.id(),
                        channel.profile().login(),
                        status.text(),
                        reasons(channel.id(), status));
            }
        }
        silentSince.keySet().removeIf(id -> channels.find(id).isEmpty());
        heard.removeIf(id -> channels.find(id).isEmpty());
        firstSeen.keySet().removeIf(id -> channels.find(id).isEmpty());
    }

    private boolean isOutage(Channel channel, ChannelStatus status, Instant now) {
        Instant patience = firstSeen.computeIfAbsent(channel.id(), id -> now).plus(PATIENCE);
        return heard.contains(channel.id()) || status == ChannelStatus.NEEDS_REAUTHORIZATION || !now.isBefore(patience);
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
