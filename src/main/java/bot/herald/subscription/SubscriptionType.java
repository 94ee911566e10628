package bot.herald.subscription;

import bot.herald.event.ChannelEvent;
import bot.herald.event.Cheered;
import bot.herald.event.Followed;
import bot.herald.event.ModeratorAdded;
import bot.herald.event.ModeratorRemoved;
import bot.herald.event.Resubscribed;
import bot.herald.event.RewardRedeemed;
import bot.herald.event.ShoutoutCreated;
import bot.herald.event.Subscribed;
import bot.herald.event.SubscriptionsGifted;
import bot.herald.identity.Scope;
import bot.herald.identity.TwitchUserId;
import bot.herald.subscription.SubscriptionPlan.PlannedChannel;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * One row of the table of everything that Herald subscribes to.
 *
 * @param reader whose token carries it; one WebSocket session carries subscriptions of one user only
 * @param scopes the reader must have granted one of these, the first is what Herald asks for; empty if none is needed
 * @param needsAll whether it takes all of them
 * @param event the event that it brings, if Herald has one and not every channel needs it
 * @param onRequest whether a channel has it only if a feature wants it, or somebody is logged in whom it concerns
 */
record SubscriptionType(
        String name,
        String version,
        Reader reader,
        Condition condition,
        List<Scope> scopes,
        boolean needsAll,
        Optional<Class<? extends ChannelEvent>> event,
        boolean onRequest) {

    /** On the broadcaster's own socket, public events cost none of the ten points that a user has. */
    enum Reader {
        BOT,
        BROADCASTER
    }

    /** What Twitch asks for; the values are ids. */
    interface Condition {
        Map<String, String> of(TwitchUserId broadcaster, TwitchUserId reader);
    }

    static final Condition BROADCASTER = (broadcaster, reader) -> Map.of("broadcaster_user_id", broadcaster.value());
    private static final Condition RAIDED =
            (broadcaster, reader) -> Map.of("to_broadcaster_user_id", broadcaster.value());
    static final Condition CHAT =
            (broadcaster, reader) -> Map.of("broadcaster_user_id", broadcaster.value(), "user_id", reader.value());
    /** A broadcaster counts as a moderator of their own channel. */
    static final Condition MODERATED = (broadcaster, reader) ->
            Map.of("broadcaster_user_id", broadcaster.value(), "moderator_user_id", reader.value());

    private static final Condition USER = (user, reader) -> Map.of("user_id", user.value());

    /** In the order in which they are created. */
    private static final List<SubscriptionType> OWN = List.of(
            byBot("channel.chat.message", CHAT, Scope.USER_READ_CHAT),
            byBroadcaster("channel.raid", RAIDED),
            byBroadcaster("stream.online", BROADCASTER),
            byBroadcaster("stream.offline", BROADCASTER),
            byBroadcaster("channel.update", BROADCASTER).version("2"),
            byBroadcaster("channel.moderator.add", BROADCASTER, Scope.MODERATION_READ)
                    .onlyFor(ModeratorAdded.class),
            byBroadcaster("channel.moderator.remove", BROADCASTER, Scope.MODERATION_READ)
                    .onlyFor(ModeratorRemoved.class),
            byBot(
                            "channel.shoutout.create",
                            MODERATED,
                            Scope.MODERATOR_MANAGE_SHOUTOUTS,
                            Scope.MODERATOR_READ_SHOUTOUTS)
                    .onlyFor(ShoutoutCreated.class),
            byBroadcaster("channel.follow", MODERATED, Scope.MODERATOR_READ_FOLLOWERS)
                    .version("2")
                    .onlyFor(Followed.class),
            byBroadcaster("channel.subscribe", BROADCASTER, Scope.CHANNEL_READ_SUBSCRIPTIONS)
                    .onlyFor(Subscribed.class),
            byBroadcaster("channel.subscription.gift", BROADCASTER, Scope.CHANNEL_READ_SUBSCRIPTIONS)
                    .onlyFor(SubscriptionsGifted.class),
            byBroadcaster("channel.subscription.message", BROADCASTER, Scope.CHANNEL_READ_SUBSCRIPTIONS)
                    .onlyFor(Resubscribed.class),
            byBroadcaster("channel.cheer", BROADCASTER, Scope.BITS_READ).onlyFor(Cheered.class),
            byBroadcaster(
                            "channel.channel_points_custom_reward_redemption.add",
                            BROADCASTER,
                            Scope.CHANNEL_READ_REDEMPTIONS,
                            Scope.CHANNEL_MANAGE_REDEMPTIONS)
                    .onlyFor(RewardRedeemed.class));

    /** In the order in which they are created; those that only plug-ins want come last. */
    static final List<SubscriptionType> OF_A_CHANNEL =
            Stream.concat(OWN.stream(), TypesOnRequest.all().stream()).toList();

    /** Reports a new login or display name; the only type that is about a user, whatever role the user has. */
    static final SubscriptionType USER_UPDATE = byBroadcaster("user.update", USER);

    private static final Set<String> ESSENTIAL = Set.of("channel.chat.message", "channel.raid");

    /** Whether a channel cannot work without it; otherwise only the features that need it suffer. */
    static boolean isEssential(String name) {
        return ESSENTIAL.contains(name);
    }

    /** Whether the channel should have it, provided that the scopes were granted. */
    boolean isWantedIn(PlannedChannel channel) {
        return !onRequest
                || event.filter(channel.wanted().kinds()::contains).isPresent()
                || channel.wanted().types().contains(name);
    }

    /** What {@code account} should grant for it; empty if it granted enough. */
    Set<Scope> missing(PlannedChannel account) {
        return missing(account.granted());
    }

    Set<Scope> missing(Set<Scope> granted) {
        if (needsAll) {
            return Scope.missing(scopes, granted);
        }
        boolean enough = scopes.isEmpty() || scopes.stream().anyMatch(granted::contains);
        return enough ? Set.of() : Set.of(scopes.get(0));
    }

    private static SubscriptionType byBot(String name, Condition condition, Scope... anyOf) {
        return new SubscriptionType(name, "1", Reader.BOT, condition, List.of(anyOf), false, Optional.empty(), false);
    }

    private static SubscriptionType byBroadcaster(String name, Condition condition, Scope... anyOf) {
        return new SubscriptionType(
                name, "1", Reader.BROADCASTER, condition, List.of(anyOf), false, Optional.empty(), false);
    }

    /** One that only a plug-in wants. */
    static SubscriptionType onRequestOfBot(String name, Condition condition, String anyOf) {
        return byBot(name, condition, new Scope(anyOf)).forPlugIns();
    }

    /** One that only a plug-in wants. */
    static SubscriptionType onRequestOfBroadcaster(String name, Condition condition, String... anyOf) {
        return byBroadcaster(name, condition, Stream.of(anyOf).map(Scope::new).toArray(Scope[]::new))
                .forPlugIns();
    }

    private SubscriptionType forPlugIns() {
        return new SubscriptionType(name, version, reader, condition, scopes, needsAll, event, true);
    }

    SubscriptionType version(String other) {
        return new SubscriptionType(name, other, reader, condition, scopes, needsAll, event, onRequest);
    }

    SubscriptionType needingAll() {
        return new SubscriptionType(name, version, reader, condition, scopes, true, event, onRequest);
    }

    private SubscriptionType onlyFor(Class<? extends ChannelEvent> brings) {
        return new SubscriptionType(name, version, reader, condition, scopes, needsAll, Optional.of(brings), true);
    }
}
