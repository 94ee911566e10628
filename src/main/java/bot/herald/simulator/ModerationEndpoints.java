package bot.herald.simulator;

import bot.herald.simulator.ModerationAction.Kind;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Deletes messages, and gives time-outs, bans and warnings. */
final class ModerationEndpoints {
    private static final Duration DELETABLE = Duration.ofHours(6);
    private static final int LONGEST_TIME_OUT = 1_209_600;
    private static final int LONGEST_REASON = 500;

    private final World world;

    ModerationEndpoints(World world) {
        this.world = world;
    }

    void register(HelixRouter router) {
        router.add("DELETE", "/moderation/chat", this::delete);
        router.add("POST", "/moderation/bans", this::ban);
        router.add("DELETE", "/moderation/bans", this::unban);
        router.add("POST", "/moderation/warnings", this::warn);
    }

    private Reply delete(HelixRequest call) {
        SimulatedChannel channel = moderated(call, "moderator:manage:chat_messages");
        String messageId = call.param("message_id");
        if (messageId == null) {
            // Without an id, Twitch clears the whole chat.
            world.events.clear(channel.id);
            world.moderations.add(Kind.CLEAR, channel, call.user(), null, "");
            return Reply.empty(204);
        }
        Chat.Line line = world.chat.find(channel.id, messageId);
        if (line == null || world.now().isAfter(line.at().plus(DELETABLE))) {
            throw new HelixError(404, "The ID in message_id was not found.");
        }
        boolean own = line.chatter().id().equals(call.user());
        if (line.chatter().id().equals(channel.id) && !own) {
            throw new HelixError(400, "You may not delete the broadcaster's messages.");
        }
        if (line.byModerator() && !own && !call.user().equals(channel.id)) {
            throw new HelixError(400, "You may not delete another moderator's messages.");
        }
        world.events.delete(channel.id, messageId);
        world.moderations.add(Kind.DELETE, channel, call.user(), line.chatter().id(), messageId);
        return Reply.empty(204);
    }

    private Reply ban(HelixRequest call) {
        SimulatedChannel channel = moderated(call, "moderator:manage:banned_users");
        JsonNode data = data(call);
        SimulatedUser target = target(data);
        String reason = reason(data);
        Integer seconds = seconds(data);
        String what = seconds == null ? "banned" : "put in a timeout";
        boolean aboveTheCaller =
                channel.mayModerate(target.id()) && !call.user().equals(channel.id);
        if (target.id().equals(channel.id) || target.id().equals(call.user()) || aboveTheCaller) {
            throw new HelixError(400, "The user specified in the user_id field may not be " + what + ".");
        }
        if (channel.banned.contains(target.id())) {
            throw new HelixError(400, "The user specified in the user_id field is already banned.");
        }
        Instant end = seconds == null ? null : world.now().plusSeconds(seconds);
        world.events.ban(channel.id, target.id(), call.user(), reason, end);
        String detail = seconds == null ? reason : seconds + " s: " + reason;
        world.moderations.add(end == null ? Kind.BAN : Kind.TIME_OUT, channel, call.user(), target.id(), detail);
        return one(JsonNodes.object()
                .put("broadcaster_id", channel.id)
                .put("moderator_id", call.user())
                .put("user_id", target.id())
                .put("created_at", Times.seconds(world.now()))
                .put("end_time", end == null ? null : Times.seconds(end)));
    }

    private Reply unban(HelixRequest call) {
        SimulatedChannel channel = moderated(call, "moderator:manage:banned_users");
        String target = call.channel("user_id").id;
        if (!channel.isTimedOut(target, world.now()) && !channel.banned.contains(target)) {
            throw new HelixError(400, "The user specified in the user_id query parameter is not banned.");
        }
        world.events.unban(channel.id, target);
        world.moderations.add(Kind.UNBAN, channel, call.user(), target, "");
        return Reply.empty(204);
    }

    private Reply warn(HelixRequest call) {
        SimulatedChannel channel = moderated(call, "moderator:manage:warnings");
        JsonNode data = data(call);
        SimulatedUser target = target(data);
        String reason = reason(data);
        if (reason.isEmpty()) {
            throw new HelixError(400, "The reason field is required.");
        }
        if (channel.mayModerate(target.id())) {
            throw new HelixError(400, "The user specified in the user_id field may not be warned.");
        }
        world.moderations.add(Kind.WARN, channel, call.user(), target.id(), reason);
        return one(JsonNodes.object()
                .put("broadcaster_id", channel.id)
                .put("user_id", target.id())
                .put("moderator_id", call.user())
                .put("reason", reason));
    }

    private static SimulatedChannel moderated(HelixRequest call, String scope) {
        call.user();
        call.scope(scope);
        SimulatedChannel channel = call.channel("broadcaster_id");
        call.mayModerate(channel, call.ownId("moderator_id"));
        return channel;
    }

    private static JsonNode data(HelixRequest call) {
        JsonNode data = call.json().path("data");
        if (!data.isObject()) {
            throw new HelixError(400, "Missing required parameter \"data\"");
        }
        return data;
    }

    private SimulatedUser target(JsonNode data) {
        String id = JsonNodes.text(data, "user_id");
        SimulatedUser user = id == null ? null : world.accounts.find(id);
        if (user == null) {
            throw new HelixError(400, "The ID in the user_id field is not valid.");
        }
        return user;
    }

    private static String reason(JsonNode data) {
        String reason = data.path("reason").asText("");
        if (reason.codePointCount(0, reason.length()) > LONGEST_REASON) {
            throw new HelixError(400, "The text in the reason field is too long.");
        }
        return reason;
    }

    private static @Nullable Integer seconds(JsonNode data) {
        JsonNode seconds = data.get("duration");
        if (seconds == null || seconds.isNull()) {
            return null;
        }
        if (!seconds.isInt() || seconds.intValue() < 1 || seconds.intValue() > LONGEST_TIME_OUT) {
            throw new HelixError(400, "The value in the duration field is not valid: 1 to 1209600 seconds.");
        }
        return seconds.intValue();
    }

    private static Reply one(ObjectNode item) {
        ObjectNode body = JsonNodes.object();
        body.putArray("data").add(item);
        return Reply.json(200, body);
    }
}
