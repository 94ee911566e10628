package bot.herald.simulator;

import bot.herald.simulator.SubscriptionTypes.KnownType;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Checks a new subscription, in the order that Twitch's answers suggest. Guarded by {@link World}. */
final class SubscriptionRules {
    static final int MAX_COST_SOCKETS = 10;
    static final int MAX_COST_APP = 10_000;
    private static final int MAX_PER_SOCKET = 300;
    private static final int MAX_SOCKETS = 3;
    private static final int MAX_SAME = 3;
    private static final int MAX_FOREIGN_CHATS = 100;

    private final World world;

    SubscriptionRules(World world) {
        this.world = world;
    }

    /** Creates the subscription without listing it yet; throws {@link HelixError} if Twitch would refuse it. */
    Subscription create(HelixRequest call) {
        ObjectNode body = call.json();
        KnownType type = type(body);
        ObjectNode transport = member(body, "transport");
        String method = JsonNodes.text(transport, "method");
        boolean socket = "websocket".equals(method);
        if (!socket && !"conduit".equals(method)) {
            throw new HelixError(400, "The value specified in the method field is not valid");
        }
        if (socket == call.isApp()) {
            throw new HelixError(
                    400,
                    socket
                            ? "invalid transport and auth combination"
                            : "auth must use app access token to create conduit subscription");
        }
        Map<String, String> condition = condition(type, member(body, "condition"));
        EventSubSession session = socket ? session(transport, call) : null;
        String conduitId = socket ? null : conduit(transport);
        checkAuthorization(call, type, condition);
        checkConflict(type, condition, session, conduitId);
        int cost = cost(type, condition);
        checkLimits(call, type, condition, session, cost);
        return new Subscription(
                UUID.randomUUID().toString(),
                type,
                condition,
                world.now(),
                cost,
                call.token().userId,
                session,
                conduitId);
    }

    private KnownType type(ObjectNode body) {
        String name = text(body, "type");
        String version = text(body, "version");
        if (SubscriptionTypes.isWithdrawn(name, version) || world.oddities.isWithdrawn(name, version)) {
            throw new HelixError(410, "This subscription type is not available.");
        }
        KnownType type = SubscriptionTypes.find(name, version);
        if (type == null) {
            throw new HelixError(400, "The combination of values in the type and version fields is not valid");
        }
        return type;
    }

    private Map<String, String> condition(KnownType type, ObjectNode node) {
        Map<String, String> condition = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> entry : node.properties()) {
            String value = entry.getValue().isTextual() ? entry.getValue().textValue() : null;
            if (value == null) {
                throw new HelixError(400, "condition values must be strings: " + entry.getKey());
            }
            if (!type.required().contains(entry.getKey()) && !type.optional().contains(entry.getKey())) {
                throw new HelixError(400, "the condition has an unexpected field: " + entry.getKey());
            }
            if (!value.isEmpty()) {
                condition.put(entry.getKey(), value);
            }
        }
        if (type.isRaid()
                && condition.containsKey(SubscriptionTypes.RAID_FROM)
                        == condition.containsKey(SubscriptionTypes.RAID_TO)) {
            throw new HelixError(
                    400, "exactly one of from_broadcaster_user_id and to_broadcaster_user_id must be specified");
        }
        for (String key : type.required()) {
            if (!condition.containsKey(key)) {
                throw new HelixError(400, "missing required condition field: " + key);
            }
        }
        condition.forEach((key, value) -> {
            if (key.endsWith("user_id") && world.accounts.find(value) == null) {
                throw new HelixError(400, "the user in the condition does not exist: " + key);
            }
            if (key.equals("conduit_id") && world.conduits.find(value) == null) {
                throw new HelixError(400, "the conduit in the condition does not exist");
            }
            if (key.equals("client_id") && !value.equals(world.options.clientId())) {
                throw new HelixError(400, "client_id must be the one of the access token");
            }
        });
        return condition;
    }

    private EventSubSession session(ObjectNode transport, HelixRequest call) {
        EventSubSession session = world.sessions.find(text(transport, "session_id"));
        if (session == null) {
            throw new HelixError(400, "session does not exist or has already disconnected");
        }
        if (session.userId != null && !session.userId.equals(call.user())) {
            throw new HelixError(400, "websocket transport cannot have subscriptions created by different users");
        }
        return session;
    }

    private String conduit(ObjectNode transport) {
        String id = text(transport, "conduit_id");
        if (world.conduits.find(id) == null) {
            throw new HelixError(400, "conduit does not exist");
        }
        return id;
    }

    private void checkAuthorization(HelixRequest call, KnownType type, Map<String, String> condition) {
        Function<String, Set<String>> scopesOf =
                call.isApp() ? world.tokens::grantedScopes : user -> call.token().scopes;
        String problem = world.authorizations.problem(type, condition, call.token().userId, scopesOf);
        if (problem != null || joinsTooManyChats(type, condition)) {
            throw new HelixError(403, "subscription missing proper authorization");
        }
    }

    /** An account may read 100 chats that it does not moderate and whose broadcaster has not granted channel:bot. */
    private boolean joinsTooManyChats(KnownType type, Map<String, String> condition) {
        String reader = condition.getOrDefault(SubscriptionTypes.USER, "");
        if (type.owner() != KnownType.Owner.CHAT || !isForeignChat(condition, reader)) {
            return false;
        }
        String broadcaster = condition.getOrDefault(SubscriptionTypes.BROADCASTER, "");
        List<String> joined = world.subscriptions
                .enabled()
                .filter(subscription -> subscription.type.owner() == KnownType.Owner.CHAT)
                .filter(subscription -> reader.equals(subscription.condition.get(SubscriptionTypes.USER)))
                .filter(subscription -> isForeignChat(subscription.condition, reader))
                .map(subscription -> subscription.condition.getOrDefault(SubscriptionTypes.BROADCASTER, ""))
                .distinct()
                .toList();
        return joined.size() >= MAX_FOREIGN_CHATS && !joined.contains(broadcaster);
    }

    private boolean isForeignChat(Map<String, String> condition, String reader) {
        String broadcaster = condition.getOrDefault(SubscriptionTypes.BROADCASTER, "");
        return !world.channel(broadcaster).mayModerate(reader)
                && !world.tokens.grantedScopes(broadcaster).contains("channel:bot");
    }

    private void checkConflict(
            KnownType type,
            Map<String, String> condition,
            @Nullable EventSubSession session,
            @Nullable String conduitId) {
        world.subscriptions
                .enabledAlike(type, condition)
                .filter(each -> session != null
                        ? each.session == session
                        : each.conduitId != null && each.conduitId.equals(conduitId))
                .findFirst()
                .ifPresent(existing -> {
                    throw new HelixError(Reply.json(
                            409,
                            JsonNodes.object()
                                    .put("error", "Conflict")
                                    .put("status", 409)
                                    .put("message", "subscription already exists")
                                    .put("id", existing.id)));
                });
    }

    private void checkLimits(
            HelixRequest call,
            KnownType type,
            Map<String, String> condition,
            @Nullable EventSubSession session,
            int cost) {
        if (world.subscriptions.enabledAlike(type, condition).count() >= MAX_SAME) {
            throw new HelixError(429, "maximum subscriptions with type and condition exceeded");
        }
        String owner = call.token().userId;
        if (session != null) {
            List<Subscription> own = world.subscriptions.madeBy(owner).stream()
                    .filter(Subscription::isEnabled)
                    .toList();
            List<EventSubSession> used = own.stream()
                    .flatMap(each -> Stream.ofNullable(each.session))
                    .distinct()
                    .toList();
            if (!used.contains(session) && used.size() >= MAX_SOCKETS) {
                throw new HelixError(429, "number of websocket transports limit exceeded");
            }
            if (world.subscriptions.enabledOn(session).count() >= MAX_PER_SOCKET) {
                throw new HelixError(429, "number of subscriptions on the websocket transport limit exceeded");
            }
        }
        if (world.subscriptions.costMadeBy(owner) + cost > (session == null ? MAX_COST_APP : MAX_COST_SOCKETS)) {
            throw new HelixError(429, "subscriptions total cost limit exceeded");
        }
    }

    /** 0 if the type needs authorization or a user in the condition has authorized the app, else 1. */
    private int cost(KnownType type, Map<String, String> condition) {
        if (type.owner() != KnownType.Owner.NONE) {
            return 0;
        }
        return condition.values().stream().anyMatch(world.tokens::connected) ? 0 : 1;
    }

    private static ObjectNode member(ObjectNode body, String name) {
        if (body.get(name) instanceof ObjectNode object) {
            return object;
        }
        throw new HelixError(400, "Missing required parameter \"" + name + "\"");
    }

    private static String text(ObjectNode body, String name) {
        String value = JsonNodes.text(body, name);
        if (value == null) {
            throw new HelixError(400, "Missing required parameter \"" + name + "\"");
        }
        return value;
    }
}
