package bot.herald.simulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Lists, adds and removes moderators. */
final class ModeratorEndpoints {
    private static final int CHANGES = 10;
    private static final Duration CHANGES_WINDOW = Duration.ofSeconds(10);

    private final World world;
    private final Map<String, Deque<Instant>> changes = new HashMap<>();

    ModeratorEndpoints(World world) {
        this.world = world;
    }

    void register(HelixRouter router) {
        router.add("GET", "/moderation/moderators", this::moderators);
        router.add("GET", "/moderation/channels", this::channels);
        router.add("POST", "/moderation/moderators", this::add);
        router.add("DELETE", "/moderation/moderators", this::remove);
    }

    private Reply moderators(HelixRequest call) {
        call.user();
        call.scope("moderation:read", "channel:manage:moderators");
        SimulatedChannel channel = world.channel(call.ownId("broadcaster_id"));
        List<String> only = call.all("user_id");
        List<ObjectNode> items = new ArrayList<>();
        for (String id : channel.moderators) {
            if (only.isEmpty() || only.contains(id)) {
                items.add(Payloads.user(JsonNodes.object(), "user", world.accounts.get(id)));
            }
        }
        return Reply.json(200, call.page(items, 20, 100));
    }

    private Reply channels(HelixRequest call) {
        call.user();
        call.scope("user:read:moderated_channels");
        String self = call.ownId("user_id");
        List<ObjectNode> items = new ArrayList<>();
        for (SimulatedUser user : world.accounts.all()) {
            if (world.channel(user.id()).moderators.contains(self)) {
                items.add(Payloads.user(JsonNodes.object(), "broadcaster", user));
            }
        }
        ObjectNode page = call.page(items, 20, 100);
        if (world.oddities.moderatedChannelsCut) {
            page.putObject("pagination");
        }
        return Reply.json(200, page);
    }

    private Reply add(HelixRequest call) {
        SimulatedChannel channel = change(call);
        String user = call.channel("user_id").id;
        if (channel.mayModerate(user)) {
            throw new HelixError(400, "user is already a mod");
        }
        if (channel.banned.contains(user)) {
            throw new HelixError(400, "user is banned from this channel");
        }
        if (channel.vips.contains(user)) {
            throw new HelixError(
                    422, "The user is a VIP. To make them a moderator, you must first remove them as a VIP.");
        }
        world.events.addModerator(channel.id, user);
        return Reply.empty(204);
    }

    private Reply remove(HelixRequest call) {
        SimulatedChannel channel = change(call);
        String user = call.channel("user_id").id;
        if (!channel.moderators.contains(user)) {
            throw new HelixError(400, "user is not a mod");
        }
        world.events.removeModerator(channel.id, user);
        return Reply.empty(204);
    }

    private SimulatedChannel change(HelixRequest call) {
        call.user();
        call.scope("channel:manage:moderators");
        SimulatedChannel channel = world.channel(call.ownId("broadcaster_id"));
        call.required("user_id");
        String key = call.exchange().method() + " " + channel.id;
        Deque<Instant> recent = changes.computeIfAbsent(key, name -> new ArrayDeque<>());
        Instant oldest = world.now().minus(CHANGES_WINDOW);
        while (!recent.isEmpty() && !recent.getFirst().isAfter(oldest)) {
            recent.removeFirst();
        }
        if (recent.size() >= CHANGES) {
            throw new HelixError(429, "The broadcaster may change 10 moderators every 10 seconds.");
        }
        recent.addLast(world.now());
        return channel;
    }
}
