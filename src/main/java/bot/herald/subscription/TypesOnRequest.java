package bot.herald.subscription;

import static bot.herald.subscription.SubscriptionType.BROADCASTER;
import static bot.herald.subscription.SubscriptionType.CHAT;
import static bot.herald.subscription.SubscriptionType.MODERATED;
import static bot.herald.subscription.SubscriptionType.onRequestOfBot;
import static bot.herald.subscription.SubscriptionType.onRequestOfBroadcaster;

import java.util.ArrayList;
import java.util.List;

/**
 * The types that Herald subscribes to only where a plug-in wants them. The table is our own because Twitch4J knows
 * names, versions and conditions, but neither the scopes nor who must grant them; a test compares what both know.
 */
final class TypesOnRequest {
    private TypesOnRequest() {}

    static List<SubscriptionType> all() {
        List<SubscriptionType> all = new ArrayList<>();
        for (String name : List.of("clear", "clear_user_messages", "message_delete", "notification")) {
            all.add(onRequestOfBot("channel.chat." + name, CHAT, "user:read:chat"));
        }
        all.add(onRequestOfBot("channel.chat_settings.update", CHAT, "user:read:chat"));
        all.add(onRequestOfBot("channel.chat.user_message_hold", CHAT, "user:read:chat"));
        all.add(onRequestOfBot("channel.chat.user_message_update", CHAT, "user:read:chat"));
        addPublic(all);
        addOfBroadcaster(all);
        addOfModerator(all);
        return List.copyOf(all);
    }

    private static void addPublic(List<SubscriptionType> all) {
        for (String name : List.of("begin", "update", "end")) {
            all.add(onRequestOfBroadcaster("channel.shared_chat." + name, BROADCASTER));
        }
    }

    private static void addOfBroadcaster(List<SubscriptionType> all) {
        all.add(onRequestOfBroadcaster("channel.ad_break.begin", BROADCASTER, "channel:read:ads"));
        all.add(onRequestOfBroadcaster("channel.ban", BROADCASTER, "channel:moderate"));
        all.add(onRequestOfBroadcaster("channel.unban", BROADCASTER, "channel:moderate"));
        all.add(onRequestOfBroadcaster("channel.bits.use", BROADCASTER, "bits:read"));
        all.add(onRequestOfBroadcaster("channel.subscription.end", BROADCASTER, "channel:read:subscriptions"));
        for (String name : List.of("reward.add", "reward.update", "reward.remove", "reward_redemption.update")) {
            all.add(onRequestOfBroadcaster(
                    "channel.channel_points_custom_" + name,
                    BROADCASTER,
                    "channel:read:redemptions",
                    "channel:manage:redemptions"));
        }
        all.add(onRequestOfBroadcaster(
                        "channel.channel_points_automatic_reward_redemption.add",
                        BROADCASTER,
                        "channel:read:redemptions",
                        "channel:manage:redemptions")
                .version("2"));
        for (String name : List.of("donate", "start", "progress", "stop")) {
            all.add(onRequestOfBroadcaster("channel.charity_campaign." + name, BROADCASTER, "channel:read:charity"));
        }
        for (String name : List.of("begin", "progress", "end")) {
            all.add(onRequestOfBroadcaster("channel.goal." + name, BROADCASTER, "channel:read:goals"));
            all.add(onRequestOfBroadcaster("channel.hype_train." + name, BROADCASTER, "channel:read:hype_train")
                    .version("2"));
            all.add(onRequestOfBroadcaster(
                    "channel.poll." + name, BROADCASTER, "channel:read:polls", "channel:manage:polls"));
        }
        for (String name : List.of("begin", "progress", "lock", "end")) {
            all.add(onRequestOfBroadcaster(
                    "channel.prediction." + name,
                    BROADCASTER,
                    "channel:read:predictions",
                    "channel:manage:predictions"));
        }
        all.add(onRequestOfBroadcaster("channel.vip.add", BROADCASTER, "channel:read:vips", "channel:manage:vips"));
        all.add(onRequestOfBroadcaster("channel.vip.remove", BROADCASTER, "channel:read:vips", "channel:manage:vips"));
    }

    /** A broadcaster may do in their own channel what a moderator may, whether the bot is one or not. */
    private static void addOfModerator(List<SubscriptionType> all) {
        all.add(onRequestOfBroadcaster("automod.message.hold", MODERATED, "moderator:manage:automod")
                .version("2"));
        all.add(onRequestOfBroadcaster("automod.message.update", MODERATED, "moderator:manage:automod")
                .version("2"));
        all.add(onRequestOfBroadcaster("automod.settings.update", MODERATED, "moderator:read:automod_settings"));
        all.add(onRequestOfBroadcaster("automod.terms.update", MODERATED, "moderator:manage:automod"));
        for (String name : List.of("begin", "end")) {
            all.add(onRequestOfBroadcaster(
                    "channel.shield_mode." + name,
                    MODERATED,
                    "moderator:read:shield_mode",
                    "moderator:manage:shield_mode"));
        }
        all.add(onRequestOfBroadcaster(
                "channel.shoutout.receive", MODERATED, "moderator:read:shoutouts", "moderator:manage:shoutouts"));
        for (String name : List.of("message", "update")) {
            all.add(onRequestOfBroadcaster(
                    "channel.suspicious_user." + name, MODERATED, "moderator:read:suspicious_users"));
        }
        for (String name : List.of("create", "resolve")) {
            all.add(onRequestOfBroadcaster(
                    "channel.unban_request." + name,
                    MODERATED,
                    "moderator:read:unban_requests",
                    "moderator:manage:unban_requests"));
        }
        for (String name : List.of("acknowledge", "send")) {
            all.add(onRequestOfBroadcaster(
                    "channel.warning." + name, MODERATED, "moderator:read:warnings", "moderator:manage:warnings"));
        }
        all.add(onRequestOfBroadcaster(
                        "channel.moderate",
                        MODERATED,
                        "moderator:read:blocked_terms",
                        "moderator:read:chat_settings",
                        "moderator:read:unban_requests",
                        "moderator:read:banned_users",
                        "moderator:read:chat_messages",
                        "moderator:read:warnings",
                        "moderator:read:moderators",
                        "moderator:read:vips")
                .version("2")
                .needingAll());
    }
}
