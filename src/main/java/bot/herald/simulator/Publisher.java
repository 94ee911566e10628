package bot.herald.simulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Sends events to the subscriptions they match. Guarded by {@link World}. */
final class Publisher {
    private final World world;

    Publisher(World world) {
        this.world = world;
    }

    /**
     * Sends an event to every enabled subscription of this type whose condition has this value.
     *
     * @return the ids of the sessions that received it
     */
    List<String> publish(String type, String key, String value, ObjectNode event) {
        List<Subscription> concerned = world.subscriptions
                .enabledAbout(type, key, value)
                .filter(subscription -> matchesNarrowing(subscription, event))
                .toList();
        List<String> sent = new ArrayList<>();
        for (Subscription subscription : concerned) {
            EventSubSession target = target(subscription);
            if (target != null && target.isLive() && !target.silent) {
                send(target, Frames.notification(subscription, event, world.now()), type);
                if (world.oddities.doubled) {
                    send(target, Frames.notification(subscription, event, world.now()), type);
                }
                sent.add(target.id);
            }
        }
        return sent;
    }

    private void send(EventSubSession target, String frame, String type) {
        if (type.equals(world.oddities.held)) {
            world.oddities.holdBack(() -> target.send(frame));
            return;
        }
        target.lastNotification = frame;
        target.send(frame);
    }

    /** A condition may be narrowed to one reward or one conduit. */
    private static boolean matchesNarrowing(Subscription subscription, ObjectNode event) {
        String reward = subscription.condition.get("reward_id");
        String conduit = subscription.condition.get("conduit_id");
        return (reward == null || reward.equals(event.at("/reward/id").asText()))
                && (conduit == null || conduit.equals(event.path("conduit_id").asText()));
    }

    void revoke(Subscription subscription, String status) {
        EventSubSession target = target(subscription);
        world.subscriptions.end(subscription, status);
        if (target != null && target.isLive()) {
            target.send(Frames.revocation(subscription, world.now()));
            world.sessions.usageChanged(target);
        }
    }

    private @Nullable EventSubSession target(Subscription subscription) {
        if (subscription.session != null) {
            return subscription.session;
        }
        return subscription.conduitId == null
                ? null
                : world.conduits.sessionFor(subscription.conduitId, subscription.id);
    }
}
