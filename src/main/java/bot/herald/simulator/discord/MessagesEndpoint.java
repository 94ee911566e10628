package bot.herald.simulator.discord;

import bot.herald.simulator.Exchange;
import bot.herald.simulator.JsonNodes;
import bot.herald.simulator.Reply;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** {@code /channels} and {@code /webhooks}: checks permissions and limits before a message is posted, edited or deleted. */
final class MessagesEndpoint {
    private static final int CONTENT = 2000;
    private static final Set<String> MENTIONS = Set.of("users", "roles", "everyone");

    private final DiscordWorld world;

    MessagesEndpoint(DiscordWorld world) {
        this.world = world;
    }

    /** Null for an unknown path. */
    @Nullable
    Reply handle(Exchange exchange, String[] parts) {
        Server.Channel channel = parts.length < 2 ? null : world.findChannel(parts[1]);
        if (channel == null) {
            return Errors.unknown(10003, "Channel");
        }
        Server server = world.server(channel.serverId);
        if (server.isDown) {
            return Errors.api(503, 0, "503: Service Unavailable");
        }
        long may = Permissions.inChannel(server, channel, world.bot.id, world.now());
        if ((may & Permissions.VIEW_CHANNEL) == 0) {
            return Errors.missingAccess();
        }
        String what = exchange.method() + " " + (parts.length < 3 ? "" : parts[2]) + " " + parts.length;
        return switch (what) {
            case "GET  2" -> Reply.json(200, DiscordJson.channel(channel));
            case "POST messages 3" -> post(exchange, channel, may);
            case "GET messages 4" ->
                (may & Permissions.READ_MESSAGE_HISTORY) == 0
                        ? Errors.missingPermissions()
                        : one(exchange, world.messages.find(parts[3]), channel, null);
            case "PATCH messages 4", "DELETE messages 4" -> one(exchange, world.messages.find(parts[3]), channel, null);
            case "POST webhooks 3" -> create(exchange, channel, may);
            case "GET webhooks 3" -> webhooks(channel, may);
            default -> null;
        };
    }

    private Reply webhooks(Server.Channel channel, long may) {
        if ((may & Permissions.MANAGE_WEBHOOKS) == 0) {
            return Errors.missingPermissions();
        }
        ArrayNode all = JsonNodes.array();
        world.messages.webhooksOf(channel.id).forEach(webhook -> all.add(world.messages.webhook(webhook.id())));
        return Errors.array(all);
    }

    private Reply create(Exchange exchange, Server.Channel channel, long may) {
        if ((may & Permissions.MANAGE_WEBHOOKS) == 0) {
            return Errors.missingPermissions();
        }
        ObjectNode body = JsonNodes.parseObject(exchange.body());
        String name = body == null ? "" : body.path("name").asText("");
        if (!isWebhookName(name)) {
            return Errors.form("name", "USERNAME_INVALID_CONTAINS", "Username cannot contain \"discord\"");
        }
        if (world.messages.webhooksOf(channel.id).size() >= 15) {
            return Errors.api(400, 30007, "Maximum number of webhooks reached (15)");
        }
        return Reply.json(
                200,
                world.messages.webhook(world.messages.newWebhook(channel, name).id()));
    }

    private static boolean isWebhookName(String name) {
        return !name.isBlank()
                && name.length() <= 80
                && !name.toLowerCase(Locale.ROOT).matches(".*(clyde|discord).*");
    }

    private Reply post(Exchange exchange, Server.Channel channel, long may) {
        if ((may & Permissions.SEND_MESSAGES) == 0) {
            return Errors.missingPermissions();
        }
        if (channel.type != 0 && channel.type != 5) {
            return Errors.api(400, 50008, "Cannot send messages in a non-text channel");
        }
        ObjectNode body = body(exchange);
        if (body == null) {
            return unreadable(exchange);
        }
        Reply problem = check(body);
        if (problem != null) {
            return problem;
        }
        if (!body.path("embeds").isEmpty() && (may & Permissions.EMBED_LINKS) == 0) {
            return Errors.missingPermissions();
        }
        Messages.Message repeated = world.messages.repeated(channel, body);
        return Reply.json(
                200, world.messages.json(repeated != null ? repeated : world.messages.post(channel, null, body)));
    }

    private static @Nullable ObjectNode body(Exchange exchange) {
        return exchange.isJson() ? JsonNodes.parseObject(exchange.body()) : null;
    }

    private static Reply unreadable(Exchange exchange) {
        return exchange.isJson()
                ? Errors.api(400, 50109, "The request body contains invalid JSON.")
                : Errors.api(400, 50035, "Invalid Form Body");
    }

    private static @Nullable Reply check(ObjectNode body) {
        String content = body.path("content").asText("");
        JsonNode embeds = body.path("embeds");
        if (content.isBlank() && embeds.isEmpty()) {
            return Errors.api(400, 50006, "Cannot send an empty message");
        }
        if (content.length() > CONTENT) {
            return Errors.tooLong("content", CONTENT);
        }
        if (body.path("nonce").asText("").length() > 25) {
            return Errors.tooLong("nonce", 25);
        }
        Reply problem = EmbedLimits.problem(embeds);
        if (problem != null) {
            return problem;
        }
        JsonNode allowed = body.path("allowed_mentions");
        for (JsonNode parsed : allowed.path("parse")) {
            if (!MENTIONS.contains(parsed.asText())) {
                return Errors.form(
                        "allowed_mentions.parse",
                        "BASE_TYPE_CHOICES",
                        "Value must be one of ('users', 'roles', 'everyone').");
            }
            if (!allowed.path(parsed.asText()).isEmpty()) {
                return Errors.form(
                        "allowed_mentions",
                        "MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE",
                        "parse:[\"" + parsed.asText() + "\"] and " + parsed.asText()
                                + ": [ids...] are mutually exclusive.");
            }
        }
        return null;
    }

    private Reply one(
            Exchange exchange,
            Messages.@Nullable Message message,
            Server.Channel channel,
            Messages.@Nullable Webhook webhook) {
        if (message == null || message.channel != channel) {
            return Errors.unknown(10008, "Message");
        }
        if (!exchange.method().equals("GET") && !Objects.equals(message.webhook, webhook)) {
            return Errors.api(403, 50005, "Cannot edit a message authored by another user");
        }
        switch (exchange.method()) {
            case "DELETE" -> {
                world.messages.delete(message.id);
                return Reply.empty(204);
            }
            case "PATCH" -> {
                ObjectNode body = body(exchange);
                if (body == null) {
                    return unreadable(exchange);
                }
                Reply problem = check(world.messages.edited(message, body));
                if (problem != null) {
                    return problem;
                }
                world.messages.edit(message, body);
            }
            default -> {}
        }
        return Reply.json(200, world.messages.json(message));
    }

    /** {@code /webhooks/{id}/{token}…}: anybody who has the address may use it. */
    Reply webhook(Exchange exchange, String[] parts) {
        Messages.Webhook webhook = world.messages.findWebhook(parts[1]);
        if (webhook == null) {
            return Errors.unknown(10015, "Webhook");
        }
        if (!webhook.token().equals(parts[2])) {
            return Errors.api(401, 50027, "Invalid Webhook Token");
        }
        if (parts.length == 5 && parts[3].equals("messages")) {
            return one(exchange, world.messages.find(parts[4]), webhook.channel(), webhook);
        }
        if (parts.length != 3) {
            return Errors.notFound();
        }
        return switch (exchange.method()) {
            case "GET" -> Reply.json(200, world.messages.webhook(webhook.id()));
            case "DELETE" -> {
                world.messages.deleteWebhook(webhook.id());
                yield Reply.empty(204);
            }
            case "POST" -> execute(exchange, webhook);
            default -> Errors.notFound();
        };
    }

    private Reply execute(Exchange exchange, Messages.Webhook webhook) {
        if (world.server(webhook.channel().serverId).isDown) {
            return Errors.api(503, 0, "503: Service Unavailable");
        }
        ObjectNode body = body(exchange);
        if (body == null) {
            return unreadable(exchange);
        }
        Reply problem = check(body);
        if (problem == null
                && body.has("username")
                && !isWebhookName(body.path("username").asText())) {
            problem = Errors.form("username", "USERNAME_INVALID_CONTAINS", "Username cannot contain \"discord\"");
        }
        boolean waits = "true".equals(exchange.query().first("wait"));
        if (problem != null) {
            // Without wait, Discord doesn't say that the message was lost.
            return waits ? problem : Reply.empty(204);
        }
        Messages.Message message = world.messages.post(webhook.channel(), webhook, body);
        return waits ? Reply.json(200, world.messages.json(message)) : Reply.empty(204);
    }
}
