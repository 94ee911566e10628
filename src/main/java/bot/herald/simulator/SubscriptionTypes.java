package bot.herald.simulator;

import bot.herald.simulator.SubscriptionTypes.KnownType.Owner;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** EventSub's types with their conditions and scopes. */
final class SubscriptionTypes {
    static final String BROADCASTER = "broadcaster_user_id";
    static final String MODERATOR = "moderator_user_id";
    static final String USER = "user_id";
    static final String RAID_FROM = "from_broadcaster_user_id";
    static final String RAID_TO = "to_broadcaster_user_id";

    private static final String MODERATE = "channel.moderate";

    private static final Set<String> WITHDRAWN = Set.of(
            "channel.follow/1",
            "channel.hype_train.begin/1",
            "channel.hype_train.progress/1",
            "channel.hype_train.end/1");
    private static final Map<String, KnownType> TYPES = new HashMap<>();

    static {
        List<String> b = List.of(BROADCASTER);
        List<String> chat = List.of(BROADCASTER, USER);
        List<String> moderated = List.of(BROADCASTER, MODERATOR);
        add(new KnownType("channel.raid", "1", List.of(), Set.of(RAID_FROM, RAID_TO), Owner.NONE, Set.of()));
        for (String name : List.of("message", "notification", "message_delete", "clear", "clear_user_messages")) {
            add("channel.chat." + name, "1", chat, Owner.CHAT, "user:read:chat");
        }
        add("channel.chat_settings.update", "1", chat, Owner.CHAT, "user:read:chat");
        for (String name : List.of("hold", "update")) {
            add("channel.chat.user_message_" + name, "1", chat, Owner.CHAT, "user:read:chat");
        }
        add("stream.online", "1", b, Owner.NONE);
        add("stream.offline", "1", b, Owner.NONE);
        add("channel.update", "2", b, Owner.NONE);
        for (String name : List.of("begin", "update", "end")) {
            add("channel.shared_chat." + name, "1", b, Owner.NONE);
        }
        add("user.update", "1", List.of(USER), Owner.NONE);
        add("channel.follow", "2", moderated, Owner.MODERATOR, "moderator:read:followers");
        for (String name : List.of("subscribe", "subscription.gift", "subscription.message", "subscription.end")) {
            add("channel." + name, "1", b, Owner.BROADCASTER, "channel:read:subscriptions");
        }
        add("channel.cheer", "1", b, Owner.BROADCASTER, "bits:read");
        add("channel.bits.use", "1", b, Owner.BROADCASTER, "bits:read");
        for (String name : List.of("add", "update")) {
            add(new KnownType(
                    "channel.channel_points_custom_reward_redemption." + name,
                    "1",
                    b,
                    Set.of("reward_id"),
                    Owner.BROADCASTER,
                    Set.of("channel:read:redemptions", "channel:manage:redemptions")));
        }
        add(
                "channel.channel_points_automatic_reward_redemption.add",
                "2",
                b,
                Owner.BROADCASTER,
                "channel:read:redemptions",
                "channel:manage:redemptions");
        add("channel.moderator.add", "1", b, Owner.BROADCASTER, "moderation:read");
        add("channel.moderator.remove", "1", b, Owner.BROADCASTER, "moderation:read");
        for (String name : List.of("create", "receive")) {
            add(
                    "channel.shoutout." + name,
                    "1",
                    moderated,
                    Owner.MODERATOR,
                    "moderator:read:shoutouts",
                    "moderator:manage:shoutouts");
        }
        addOfModerators(moderated);
        for (String name : List.of("add", "update", "remove")) {
            add(new KnownType(
                    "channel.channel_points_custom_reward." + name,
                    "1",
                    b,
                    name.equals("add") ? Set.of() : Set.of("reward_id"),
                    Owner.BROADCASTER,
                    Set.of("channel:read:redemptions", "channel:manage:redemptions")));
        }
        for (String name : List.of("add", "remove")) {
            add("channel.vip." + name, "1", b, Owner.BROADCASTER, "channel:read:vips", "channel:manage:vips");
        }
        add("channel.ban", "1", b, Owner.BROADCASTER, "channel:moderate");
        add("channel.unban", "1", b, Owner.BROADCASTER, "channel:moderate");
        for (String name : List.of("begin", "progress", "end")) {
            add("channel.hype_train." + name, "2", b, Owner.BROADCASTER, "channel:read:hype_train");
            add("channel.poll." + name, "1", b, Owner.BROADCASTER, "channel:read:polls", "channel:manage:polls");
        }
        for (String name : List.of("begin", "progress", "lock", "end")) {
            add(
                    "channel.prediction." + name,
                    "1",
                    b,
                    Owner.BROADCASTER,
                    "channel:read:predictions",
                    "channel:manage:predictions");
        }
        for (String name : List.of("begin", "progress", "end")) {
            add("channel.goal." + name, "1", b, Owner.BROADCASTER, "channel:read:goals");
        }
        for (String name : List.of("donate", "start", "progress", "stop")) {
            add("channel.charity_campaign." + name, "1", b, Owner.BROADCASTER, "channel:read:charity");
        }
        add("channel.ad_break.begin", "1", b, Owner.BROADCASTER, "channel:read:ads");
        add("user.whisper.message", "1", List.of(USER), Owner.USER, "user:read:whispers", "user:manage:whispers");
        add(new KnownType(
                "conduit.shard.disabled", "1", List.of("client_id"), Set.of("conduit_id"), Owner.CLIENT, Set.of()));
    }

    private SubscriptionTypes() {}

    /** Types whose events a moderator sees; {@code channel.moderate} takes a scope for each kind of them. */
    private static void addOfModerators(List<String> moderated) {
        for (String name : List.of("hold", "update")) {
            add("automod.message." + name, "2", moderated, Owner.MODERATOR, "moderator:manage:automod");
        }
        add("automod.settings.update", "1", moderated, Owner.MODERATOR, "moderator:read:automod_settings");
        add("automod.terms.update", "1", moderated, Owner.MODERATOR, "moderator:manage:automod");
        for (String name : List.of("begin", "end")) {
            addReadOrManage("channel.shield_mode." + name, moderated, "shield_mode");
        }
        for (String name : List.of("message", "update")) {
            add("channel.suspicious_user." + name, "1", moderated, Owner.MODERATOR, "moderator:read:suspicious_users");
        }
        for (String name : List.of("create", "resolve")) {
            addReadOrManage("channel.unban_request." + name, moderated, "unban_requests");
        }
        for (String name : List.of("acknowledge", "send")) {
            addReadOrManage("channel.warning." + name, moderated, "warnings");
        }
        add(
                MODERATE,
                "2",
                moderated,
                Owner.MODERATOR,
                "moderator:read:blocked_terms",
                "moderator:read:chat_settings",
                "moderator:read:unban_requests",
                "moderator:read:banned_users",
                "moderator:read:chat_messages",
                "moderator:read:warnings",
                "moderator:read:moderators",
                "moderator:read:vips");
    }

    private static void addReadOrManage(String name, List<String> moderated, String what) {
        add(name, "1", moderated, Owner.MODERATOR, "moderator:read:" + what, "moderator:manage:" + what);
    }

    private static void add(String name, String version, List<String> required, Owner owner, String... scopes) {
        add(new KnownType(name, version, required, Set.of(), owner, Set.of(scopes)));
    }

    private static void add(KnownType type) {
        TYPES.put(type.name() + "/" + type.version(), type);
    }

    static boolean isWithdrawn(String name, String version) {
        return WITHDRAWN.contains(name + "/" + version);
    }

    static @Nullable KnownType find(String name, String version) {
        return TYPES.get(name + "/" + version);
    }

    /**
     * A type and version of EventSub subscription.
     *
     * @param required condition fields; those that end in {@code user_id} name an existing user
     * @param optional further condition fields; any other is refused
     * @param owner the user who must have granted a scope
     * @param scopes any one of them is enough, but see {@link #isGranted}; empty if the type needs no authorization
     */
    record KnownType(
            String name, String version, List<String> required, Set<String> optional, Owner owner, Set<String> scopes) {
        enum Owner {
            /** Needs no authorization. */
            NONE,
            BROADCASTER,
            /** The user in {@code moderator_user_id}, who must moderate the channel. */
            MODERATOR,
            USER,
            /** The user in {@code user_id}, who reads the chat; with an app token the broadcaster must agree too. */
            CHAT,
            /** The client itself: only its app token will do. */
            CLIENT
        }

        /** {@code channel.moderate} takes all of its scopes, each of them to read or to manage. */
        boolean isGranted(Set<String> granted) {
            return name.equals(MODERATE)
                    ? scopes.stream()
                            .allMatch(scope ->
                                    granted.contains(scope) || granted.contains(scope.replace(":read:", ":manage:")))
                    : scopes.stream().anyMatch(granted::contains);
        }

        boolean isRaid() {
            return name.equals("channel.raid");
        }
    }
}
