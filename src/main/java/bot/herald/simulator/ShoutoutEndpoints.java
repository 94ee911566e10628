package bot.herald.simulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Shoutouts and announcements, with their cooldowns. */
final class ShoutoutEndpoints {
    static final Duration COOLDOWN = Duration.ofMinutes(2);
    static final Duration TARGET_COOLDOWN = Duration.ofMinutes(60);
    private static final Duration ANNOUNCEMENT_COOLDOWN = Duration.ofSeconds(2);
    private static final String TOO_SOON = "The broadcaster may not give a Shoutout yet.";
    private static final int MAX_LENGTH = 500;
    private static final Set<String> COLORS = Set.of("blue", "green", "orange", "purple", "primary");

    private final World world;

    ShoutoutEndpoints(World world) {
        this.world = world;
    }

    void register(HelixRouter router) {
        router.add("POST", "/chat/shoutouts", this::shoutout);
        router.add("POST", "/chat/announcements", this::announce);
    }

    private Reply shoutout(HelixRequest call) {
        call.user();
        call.scope("moderator:manage:shoutouts");
        SimulatedChannel channel = call.channel("from_broadcaster_id");
        SimulatedChannel target = call.channel("to_broadcaster_id");
        String moderator = call.ownId("moderator_id");
        call.mayModerate(channel, moderator);
        String refusal = refusal(channel, target, world.now());
        if (refusal != null) {
            throw new HelixError(refusal.equals(TOO_SOON) ? 429 : 400, refusal);
        }
        world.events.shoutout(channel.id, target.id, moderator);
        return Reply.empty(204);
    }

    /** Why the channel cannot give the target a shoutout now; null if it can. */
    static @Nullable String refusal(SimulatedChannel channel, SimulatedChannel target, Instant now) {
        if (target.id.equals(channel.id)) {
            return "The broadcaster may not give themselves a Shoutout.";
        }
        SimulatedChannel.Stream stream = channel.stream;
        if (stream == null || stream.viewers() == 0) {
            return "The broadcaster is not streaming live or does not have one or more viewers.";
        }
        return within(channel.lastShoutout, COOLDOWN, now)
                        || within(channel.shoutouts.get(target.id), TARGET_COOLDOWN, now)
                ? TOO_SOON
                : null;
    }

    private Reply announce(HelixRequest call) {
        SimulatedUser author = world.accounts.get(call.user());
        call.scope("moderator:manage:announcements");
        SimulatedChannel channel = call.channel("broadcaster_id");
        call.mayModerate(channel, call.ownId("moderator_id"));
        ObjectNode body = call.json();
        String message = JsonNodes.text(body, "message");
        String color = JsonNodes.text(body, "color");
        if (message == null) {
            throw new HelixError(400, "Missing required parameter \"message\"");
        }
        if (color != null && !COLORS.contains(color)) {
            throw new HelixError(400, "The specified color is not valid");
        }
        if (within(channel.lastAnnouncement, ANNOUNCEMENT_COOLDOWN, world.now())) {
            throw new HelixError(429, "The broadcaster may send one announcement every 2 seconds.");
        }
        channel.lastAnnouncement = world.now();
        world.moderations.add(ModerationAction.Kind.ANNOUNCE, channel, author.id(), null, message);
        int length = Math.min(MAX_LENGTH, message.codePointCount(0, message.length()));
        String shown = message.substring(0, message.offsetByCodePoints(0, length));
        ObjectNode detail = JsonNodes.object().put("color", color == null ? "PRIMARY" : color.toUpperCase(Locale.ROOT));
        world.chat.notice(channel, author, "announcement", "", shown, detail);
        return Reply.empty(204);
    }

    private static boolean within(@Nullable Instant last, Duration cooldown, Instant now) {
        return last != null && now.isBefore(last.plus(cooldown));
    }
}
