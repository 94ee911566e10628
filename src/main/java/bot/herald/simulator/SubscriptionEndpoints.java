package bot.herald.simulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** {@code /eventsub/subscriptions}: create, list, delete. */
final class SubscriptionEndpoints {
    private static final int PAGE = 100;
    private static final List<String> FILTERS = List.of("status", "type", "user_id", "subscription_id", "conduit_id");

    private final World world;
    private final SubscriptionRules rules;

    SubscriptionEndpoints(World world) {
        this.world = world;
        this.rules = new SubscriptionRules(world);
    }

    void register(HelixRouter router) {
        router.add("POST", "/eventsub/subscriptions", this::create);
        router.add("GET", "/eventsub/subscriptions", this::list);
        router.add("DELETE", "/eventsub/subscriptions", this::delete);
    }

    private Reply create(HelixRequest call) {
        Subscription subscription = rules.create(call);
        world.subscriptions.add(subscription);
        EventSubSession session = subscription.session;
        if (session != null) {
            session.userId = subscription.tokenUserId;
            world.sessions.usageChanged(session);
        }
        ObjectNode body = JsonNodes.object();
        body.putArray("data").add(subscription.toApiJson());
        return Reply.json(202, totals(body, call.token().userId));
    }

    private Reply list(HelixRequest call) {
        List<String> used =
                FILTERS.stream().filter(name -> call.param(name) != null).toList();
        if (used.size() > 1) {
            throw new HelixError(400, "Only one of the filters " + String.join(", ", FILTERS) + " may be used");
        }
        Predicate<Subscription> filter = used.isEmpty() ? any -> true : filter(used.get(0), call.required(used.get(0)));
        List<Subscription> items = world.subscriptions.madeBy(call.token().userId).stream()
                .filter(filter)
                .toList();
        ObjectNode body = call.page(items, Subscription::toApiJson, PAGE, PAGE);
        return Reply.json(200, totals(body, call.token().userId));
    }

    private static Predicate<Subscription> filter(String name, String value) {
        return switch (name) {
            case "status" -> subscription -> subscription.status.equals(value);
            case "type" -> subscription -> subscription.type.name().equals(value);
            case "user_id" -> subscription -> subscription.condition.containsValue(value);
            case "subscription_id" -> subscription -> subscription.id.equals(value);
            default -> subscription -> value.equals(subscription.conduitId);
        };
    }

    private Reply delete(HelixRequest call) {
        Subscription subscription = world.subscriptions.find(call.required("id"));
        // A user token sees only the user's WebSocket subscriptions, an app token only those of conduits.
        if (subscription == null || !Objects.equals(subscription.tokenUserId, call.token().userId)) {
            throw new HelixError(404, "subscription not found");
        }
        world.subscriptions.remove(subscription);
        if (subscription.session != null) {
            world.sessions.usageChanged(subscription.session);
        }
        return Reply.empty(204);
    }

    private ObjectNode totals(ObjectNode body, @Nullable String userId) {
        return body.put("total", world.subscriptions.countMadeBy(userId))
                .put("total_cost", world.subscriptions.costMadeBy(userId))
                .put(
                        "max_total_cost",
                        userId == null ? SubscriptionRules.MAX_COST_APP : SubscriptionRules.MAX_COST_SOCKETS);
    }
}
