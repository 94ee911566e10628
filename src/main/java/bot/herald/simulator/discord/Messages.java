package bot.herald.simulator.discord;

import bot.herald.simulator.JsonNodes;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Messages and webhooks. Guarded by {@link DiscordWorld}. */
final class Messages {
    private static final Duration NONCES_KEPT = Duration.ofMinutes(5);
    private static final Pattern ROLE = Pattern.compile("<@&(\\d+)>");
    private static final Pattern PERSON = Pattern.compile("<@!?(\\d+)>");

    record Webhook(String id, String token, Server.Channel channel, String name) {}

    static final class Message {
        final String id;
        final Server.Channel channel;
        final @Nullable Webhook webhook;
        final @Nullable String nonce;
        final Instant at;
        final List<String> edits = new ArrayList<>();
        List<String> pings = List.of();
        String content = "";
        JsonNode embeds = JsonNodes.array();

        Message(String id, Server.Channel channel, @Nullable Webhook webhook, @Nullable String nonce, Instant at) {
            this.id = id;
            this.channel = channel;
            this.webhook = webhook;
            this.nonce = nonce;
            this.at = at;
        }

        PostedMessage snapshot() {
            return new PostedMessage(
                    id,
                    channel.serverId,
                    channel.id,
                    webhook == null ? null : webhook.id(),
                    content,
                    embeds,
                    nonce,
                    pings,
                    edits,
                    at);
        }
    }

    private final DiscordWorld world;
    private final Map<String, Message> messages = new LinkedHashMap<>();
    private final Map<String, Message> byNonce = new LinkedHashMap<>();
    private final Map<String, Webhook> webhooks = new LinkedHashMap<>();

    Messages(DiscordWorld world) {
        this.world = world;
    }

    Webhook newWebhook(Server.Channel channel, String name) {
        Webhook webhook = new Webhook(world.newId(), world.grants.newSecret(68), channel, name);
        webhooks.put(webhook.id(), webhook);
        return webhook;
    }

    @Nullable
    Webhook findWebhook(String id) {
        return webhooks.get(id);
    }

    void deleteWebhook(String id) {
        webhooks.remove(id);
    }

    List<Webhook> webhooksOf(String channelId) {
        return webhooks.values().stream()
                .filter(webhook -> webhook.channel().id.equals(channelId))
                .toList();
    }

    /** The JSON in the API and in token answers, with the secret. */
    ObjectNode webhook(String id) {
        Webhook webhook = webhooks.get(id);
        if (webhook == null) {
            return JsonNodes.object();
        }
        return JsonNodes.object()
                .put("id", webhook.id())
                .put("type", 1)
                .put("name", webhook.name())
                .put("channel_id", webhook.channel().id)
                .put("guild_id", webhook.channel().serverId)
                .put("application_id", world.bot.id)
                .put("token", webhook.token())
                .put("url", world.gateway.apiUrl() + "/webhooks/" + webhook.id() + "/" + webhook.token())
                .putNull("avatar");
    }

    /** Forgets a deleted channel's messages and webhooks. */
    void forget(Server.Channel channel) {
        messages.values().removeIf(message -> message.channel == channel);
        webhooks.values().removeIf(webhook -> webhook.channel() == channel);
    }

    /** The message posted with the same nonce in the last minutes, if {@code enforce_nonce} is set. */
    @Nullable
    Message repeated(Server.Channel channel, ObjectNode body) {
        JsonNode nonce = body.get("nonce");
        if (nonce == null || !body.path("enforce_nonce").asBoolean()) {
            return null;
        }
        Message found = byNonce.get(channel.id + " " + nonce.asText());
        return found == null || found.at.plus(NONCES_KEPT).isBefore(world.now()) ? null : found;
    }

    Message post(Server.Channel channel, @Nullable Webhook webhook, ObjectNode body) {
        JsonNode nonce = body.get("nonce");
        Message message =
                new Message(world.newId(), channel, webhook, nonce == null ? null : nonce.asText(), world.now());
        message.content = body.path("content").asText("");
        message.embeds = body.path("embeds").deepCopy();
        message.pings = pings(channel, message.content, body.path("allowed_mentions"), webhook != null);
        messages.put(message.id, message);
        if (message.nonce != null && webhook == null) {
            byNonce.put(channel.id + " " + message.nonce, message);
        }
        return message;
    }

    /** What the message would look like after the edit. */
    ObjectNode edited(Message message, ObjectNode body) {
        ObjectNode edited = body.deepCopy();
        if (!body.has("content")) {
            edited.put("content", message.content);
        }
        if (!body.has("embeds")) {
            edited.set("embeds", message.embeds);
        }
        return edited;
    }

    /** Mentions added by an edit ping nobody. */
    void edit(Message message, ObjectNode body) {
        message.edits.add(message.content + " " + message.embeds);
        if (body.has("content")) {
            message.content = body.path("content").asText("");
        }
        if (body.has("embeds")) {
            message.embeds = body.path("embeds").deepCopy();
        }
    }

    @Nullable
    Message find(String id) {
        return messages.get(id);
    }

    void delete(String id) {
        messages.remove(id);
    }

    List<PostedMessage> all() {
        return messages.values().stream().map(Message::snapshot).toList();
    }

    ObjectNode json(Message message) {
        ObjectNode node = JsonNodes.object()
                .put("id", message.id)
                .put("channel_id", message.channel.id)
                .put("type", 0)
                .put("content", message.content)
                .put("timestamp", DiscordJson.time(message.at))
                .put("tts", false)
                .put("mention_everyone", message.pings.contains("everyone"))
                .put("pinned", false)
                .put("flags", 0);
        if (message.edits.isEmpty()) {
            node.putNull("edited_timestamp");
        } else {
            node.put("edited_timestamp", DiscordJson.time(world.now()));
        }
        if (message.nonce != null) {
            node.put("nonce", message.nonce);
        }
        Webhook webhook = message.webhook;
        if (webhook == null) {
            node.set("author", DiscordJson.user(world.bot));
        } else {
            node.put("webhook_id", webhook.id());
            node.putObject("author")
                    .put("id", webhook.id())
                    .put("username", webhook.name())
                    .put("discriminator", "0000")
                    .put("bot", true)
                    .putNull("avatar");
        }
        ArrayNode embeds = node.putArray("embeds");
        for (JsonNode embed : message.embeds) {
            ObjectNode shown = embed.deepCopy();
            embeds.add(shown.put("type", "rich"));
        }
        for (String empty : new String[] {"attachments", "mentions", "mention_roles", "components", "reactions"}) {
            node.putArray(empty);
        }
        return node;
    }

    /** Whom the message pings: everybody it mentions, as far as {@code allowed_mentions} lets it. */
    private List<String> pings(Server.Channel channel, String content, JsonNode allowed, boolean isWebhook) {
        Server server = world.server(channel.serverId);
        boolean mayAll = isWebhook
                || (Permissions.inChannel(server, channel, world.bot.id, world.now()) & Permissions.MENTION_EVERYONE)
                        != 0;
        Set<String> pings = new LinkedHashSet<>();
        if (mayAll && isAllowed(allowed, "everyone", null) && content.matches("(?s).*@(everyone|here)\\b.*")) {
            pings.add("everyone");
        }
        Matcher roles = ROLE.matcher(content);
        while (roles.find()) {
            Server.Role role = server.roles.get(roles.group(1));
            if (role != null && (role.isMentionable || mayAll) && isAllowed(allowed, "roles", role.id)) {
                pings.add(role.id);
            }
        }
        Matcher people = PERSON.matcher(content);
        while (people.find()) {
            if (server.members.containsKey(people.group(1)) && isAllowed(allowed, "users", people.group(1))) {
                pings.add(people.group(1));
            }
        }
        return List.copyOf(pings);
    }

    private static boolean isAllowed(JsonNode allowed, String type, @Nullable String id) {
        if (!allowed.isObject()) {
            return true;
        }
        for (JsonNode parsed : allowed.path("parse")) {
            if (parsed.asText().equals(type)) {
                return true;
            }
        }
        for (JsonNode named : allowed.path(type)) {
            if (named.asText().equals(id)) {
                return true;
            }
        }
        return false;
    }
}
