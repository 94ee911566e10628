package bot.herald.simulator;

import bot.herald.simulator.ModerationAction.Kind;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;

/** Shield mode and followers-only chat. */
final class ChatProtectionEndpoints {
    private static final int LONGEST_FOLLOWING = 129_600;
    private static final String MANAGE_SHIELD = "moderator:manage:shield_mode";

    private final World world;

    ChatProtectionEndpoints(World world) {
        this.world = world;
    }

    void register(HelixRouter router) {
        router.add("GET", "/moderation/shield_mode", this::shieldMode);
        router.add("PUT", "/moderation/shield_mode", this::switchShieldMode);
        router.add("GET", "/chat/settings", this::settings);
        router.add("PATCH", "/chat/settings", this::change);
    }

    private Reply shieldMode(HelixRequest call) {
        call.user();
        call.scope("moderator:read:shield_mode", MANAGE_SHIELD);
        return shield(call, moderated(call));
    }

    private Reply switchShieldMode(HelixRequest call) {
        call.user();
        call.scope(MANAGE_SHIELD);
        SimulatedChannel channel = moderated(call);
        JsonNode active = call.json().get("is_active");
        if (active == null || !active.isBoolean()) {
            throw new HelixError(400, "The is_active field is required and must be a Boolean.");
        }
        channel.shieldMode = active.booleanValue();
        if (channel.shieldMode) {
            channel.shieldModeAt = world.now();
        }
        world.moderations.add(Kind.SHIELD_MODE, channel, call.user(), null, channel.shieldMode ? "on" : "off");
        return shield(call, channel);
    }

    private Reply shield(HelixRequest call, SimulatedChannel channel) {
        Instant at = channel.shieldModeAt;
        ObjectNode item = JsonNodes.object().put("is_active", channel.shieldMode);
        Payloads.user(item, "moderator", at == null ? null : world.accounts.get(call.user()));
        return one(item.put("last_activated_at", at == null ? "" : Times.seconds(at)));
    }

    /** Any token may read these settings; those that only moderators see are left out. */
    private Reply settings(HelixRequest call) {
        return shown(call.channel("broadcaster_id"));
    }

    private Reply change(HelixRequest call) {
        call.user();
        call.scope("moderator:manage:chat_settings");
        SimulatedChannel channel = moderated(call);
        ObjectNode body = call.json();
        JsonNode mode = body.get("follower_mode");
        JsonNode minutes = body.get("follower_mode_duration");
        if (mode != null && !mode.isBoolean()) {
            throw new HelixError(400, "The follower_mode field must be a Boolean.");
        }
        boolean on = mode == null ? channel.followersOnlyMinutes != null : mode.booleanValue();
        if (minutes != null && !on) {
            throw new HelixError(400, "follower_mode_duration may only be set if follower_mode is true.");
        }
        if (minutes != null && (!minutes.isInt() || minutes.intValue() < 0 || minutes.intValue() > LONGEST_FOLLOWING)) {
            throw new HelixError(400, "The value in follower_mode_duration is not valid: 0 to 129600 minutes.");
        }
        if (mode != null || minutes != null) {
            Integer before = channel.followersOnlyMinutes;
            int kept = before == null ? 0 : before;
            channel.followersOnlyMinutes = on ? (Integer) (minutes == null ? kept : minutes.intValue()) : null;
            String detail = on ? channel.followersOnlyMinutes + " min" : "off";
            world.moderations.add(Kind.FOLLOWERS_ONLY, channel, call.user(), null, detail);
        }
        return shown(channel);
    }

    private static Reply shown(SimulatedChannel channel) {
        return one(JsonNodes.object()
                .put("broadcaster_id", channel.id)
                .put("slow_mode", channel.slowSeconds > 0)
                .put("slow_mode_wait_time", channel.slowSeconds > 0 ? channel.slowSeconds : null)
                .put("follower_mode", channel.followersOnlyMinutes != null)
                .put("follower_mode_duration", channel.followersOnlyMinutes)
                .put("subscriber_mode", channel.subscribersOnly)
                .put("emote_mode", channel.emotesOnly)
                .put("unique_chat_mode", false));
    }

    private static SimulatedChannel moderated(HelixRequest call) {
        SimulatedChannel channel = call.channel("broadcaster_id");
        call.mayModerate(channel, call.ownId("moderator_id"));
        return channel;
    }

    private static Reply one(ObjectNode item) {
        ObjectNode body = JsonNodes.object();
        body.putArray("data").add(item);
        return Reply.json(200, body);
    }
}
