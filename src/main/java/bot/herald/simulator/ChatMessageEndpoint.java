package bot.herald.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** {@code POST /chat/messages}. */
final class ChatMessageEndpoint {
    private static final int MAX_LENGTH = 500;

    private final World world;

    ChatMessageEndpoint(World world) {
        this.world = world;
    }

    void register(HelixRouter router) {
        router.add("POST", "/chat/messages", this::send);
    }

    private Reply send(HelixRequest call) {
        ObjectNode body = call.json();
        SimulatedChannel channel = call.channelOf(member(body, "broadcaster_id"), "broadcaster_id");
        String sender = member(body, "sender_id");
        String text = member(body, "message");
        JsonNode sourceOnly = body.get("for_source_only");
        if (call.isApp()) {
            checkAppRights(call, channel, sender);
        } else {
            call.scope("user:write:chat");
            if (!sender.equals(call.user())) {
                throw new HelixError(
                        401, "The ID in sender_id must match the user ID found in the request's OAuth token.");
            }
            if (sourceOnly != null && !sourceOnly.isNull()) {
                throw new HelixError(400, "for_source_only may only be set with an app access token.");
            }
        }
        if (text.codePointCount(0, text.length()) > MAX_LENGTH) {
            throw new HelixError(422, "The message is too large: at most 500 characters.");
        }
        if (channel.banned.contains(sender)) {
            throw new HelixError(
                    403, "The sender is not permitted to send chat messages to the broadcaster's chat room.");
        }
        SentMessage sent = world.chat.send(channel, sender, text, parent(body, channel), call.isApp());
        return Reply.json(200, answer(sent));
    }

    private void checkAppRights(HelixRequest call, SimulatedChannel channel, String sender) {
        call.channelOf(sender, "sender_id");
        Set<String> granted = world.tokens.grantedScopes(sender);
        for (String scope : new String[] {"user:write:chat", "user:bot"}) {
            if (!granted.contains(scope)) {
                throw new HelixError(401, "Missing scope: " + scope);
            }
        }
        if (!channel.mayModerate(sender)
                && !world.tokens.grantedScopes(channel.id).contains("channel:bot")) {
            throw new HelixError(
                    403, "The sender is not permitted to send chat messages to the broadcaster's chat room.");
        }
    }

    private Chat.@Nullable Line parent(ObjectNode body, SimulatedChannel channel) {
        String id = JsonNodes.text(body, "reply_parent_message_id");
        if (id == null) {
            return null;
        }
        Chat.Line line = world.chat.find(channel.id, id);
        if (line == null) {
            throw new HelixError(400, "The request's input was not valid. Message cannot be replied to.");
        }
        return line;
    }

    private static ObjectNode answer(SentMessage sent) {
        ObjectNode answer = JsonNodes.object();
        ObjectNode data = answer.putArray("data")
                .addObject()
                .put("message_id", sent.messageId())
                .put("is_sent", sent.sent());
        if (sent.dropReason() != null) {
            data.putObject("drop_reason").put("code", sent.dropReason()).put("message", sentence(sent.dropReason()));
        }
        return answer;
    }

    private static String sentence(String dropReason) {
        return switch (dropReason) {
            case "msg_duplicate" ->
                "Your message was not sent because it is identical to the previous one you sent, less than 30 seconds ago.";
            case "msg_ratelimit" -> "Your message was not sent because you are sending messages too quickly.";
            case "user_timed_out" -> "You are timed out in this channel.";
            case "msg_slowmode" -> "This room is in slow mode and you are sending messages too quickly.";
            case "msg_subsonly" -> "This room is in subscribers only mode.";
            case "msg_emoteonly" -> "This room is in emote-only mode.";
            case "msg_followersonly", "msg_followersonly_zero", "msg_followersonly_followed" ->
                "This room is in followers-only mode.";
            default -> "Your message was not sent.";
        };
    }

    private static String member(ObjectNode body, String name) {
        String value = JsonNodes.text(body, name);
        if (value == null) {
            throw new HelixError(400, "Missing required parameter \"" + name + "\"");
        }
        return value;
    }
}
