package bot.herald.simulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Follows, subscriptions, cheers and redeemed rewards. Guarded by {@link World}. */
final class SupportEvents {
    private static final Set<String> TIERS = Set.of("1000", "2000", "3000");

    private final World world;

    SupportEvents(World world) {
        this.world = world;
    }

    Delivery follow(String broadcasterId, String userId) {
        SimulatedChannel channel = world.channel(broadcasterId);
        ObjectNode event = world.events.aboutUser(broadcasterId, userId).put("followed_at", Times.precise(world.now()));
        if (channel.followers.putIfAbsent(userId, world.now()) != null) {
            return Delivery.NONE; // Twitch sends no event for a second follow
        }
        return world.events.toChannel("channel.follow", broadcasterId, event);
    }

    Delivery subscribe(String broadcasterId, String userId, String tier, boolean gift) {
        mustBeTier(tier);
        ObjectNode event =
                world.events.aboutUser(broadcasterId, userId).put("tier", tier).put("is_gift", gift);
        world.channel(broadcasterId).subscribers.add(userId);
        return world.events.toChannel("channel.subscribe", broadcasterId, event);
    }

    Delivery resubscribe(String broadcasterId, String userId, String tier, String text, int months) {
        mustBeTier(tier);
        world.channel(broadcasterId).subscribers.add(userId);
        ObjectNode event = world.events.aboutUser(broadcasterId, userId).put("tier", tier);
        event.putObject("message").put("text", text).putArray("emotes");
        event.put("cumulative_months", months).putNull("streak_months").put("duration_months", 1);
        return world.events.toChannel("channel.subscription.message", broadcasterId, event);
    }

    Delivery giftSubscriptions(String broadcasterId, @Nullable String userId, String tier, int total) {
        mustBeTier(tier);
        mustBePositive("total", total);
        ObjectNode event = Payloads.ofChannel(world.accounts.get(broadcasterId));
        Payloads.user(event, "user", userId == null ? null : world.accounts.get(userId))
                .put("total", total)
                .put("tier", tier)
                .putNull("cumulative_total")
                .put("is_anonymous", userId == null);
        return world.events.toChannel("channel.subscription.gift", broadcasterId, event);
    }

    Delivery cheer(String broadcasterId, @Nullable String userId, int bits, String text) {
        mustBePositive("bits", bits);
        String chatter = userId == null ? anonymousCheerer() : userId;
        String line = text.isBlank() ? "Cheer" + bits : text;
        world.chat.write(ChatLine.of(broadcasterId, chatter, line).withBits(bits));
        ObjectNode event = Payloads.ofChannel(world.accounts.get(broadcasterId));
        Payloads.user(event, "user", userId == null ? null : world.accounts.get(userId))
                .put("is_anonymous", userId == null)
                .put("message", line)
                .put("bits", bits);
        return world.events.toChannel("channel.cheer", broadcasterId, event);
    }

    /** The account under whose name Twitch shows the message of an anonymous cheer. */
    private String anonymousCheerer() {
        return world.accounts
                .getOrCreate("ananonymouscheerer", "AnAnonymousCheerer")
                .id();
    }

    Delivery redeem(String broadcasterId, String userId, String rewardTitle, int cost, String input) {
        ObjectNode event = world.events
                .aboutUser(broadcasterId, userId)
                .put("id", UUID.randomUUID().toString())
                .put("user_input", input)
                .put("status", "unfulfilled");
        event.putObject("reward")
                .put(
                        "id",
                        UUID.nameUUIDFromBytes(rewardTitle.getBytes(StandardCharsets.UTF_8))
                                .toString())
                .put("title", rewardTitle)
                .put("cost", cost)
                .put("prompt", "");
        event.put("redeemed_at", Times.precise(world.now()));
        return world.events.toChannel("channel.channel_points_custom_reward_redemption.add", broadcasterId, event);
    }

    private static void mustBeTier(String tier) {
        if (!TIERS.contains(tier)) {
            throw new BadInput("tier must be one of 1000, 2000, 3000");
        }
    }

    private static void mustBePositive(String name, int value) {
        if (value < 1) {
            throw new BadInput(name + " must be 1 or more");
        }
    }
}
