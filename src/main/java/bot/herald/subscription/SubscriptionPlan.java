package bot.herald.subscription;

import bot.herald.auth.CredentialKey;
import bot.herald.auth.Purpose;
import bot.herald.event.UserUpdated;
import bot.herald.identity.Scope;
import bot.herald.identity.TwitchUserId;
import bot.herald.subscription.SubscriptionType.Reader;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Which subscriptions follow from who is connected and what they granted.
 *
 * <p>Immutable; computing it does no I/O.
 */
public record SubscriptionPlan(List<DesiredSubscription> desired, List<LeftOut> leftOut) {
    /** Nothing is desired: all our subscriptions are to be deleted. */
    public static final SubscriptionPlan EMPTY = new SubscriptionPlan(List.of(), List.of());

    public SubscriptionPlan {
        desired = List.copyOf(desired);
        leftOut = List.copyOf(leftOut);
    }

    /**
     * A subscription that a channel would have if more had been granted.
     *
     * @param missing what is missing; empty when there is no account yet that could grant it
     * @param reason for people, saying who must do what
     */
    public record LeftOut(TwitchUserId broadcasterId, String type, String version, Set<Scope> missing, String reason) {
        public LeftOut {
            missing = Set.copyOf(missing);
        }
    }

    /**
     * @param bot the account that speaks, if one is connected; without it nobody reads chat
     * @param channels what follows for each, with this bot
     * @param people who is logged in; the same user may be a channel and the bot too
     */
    static SubscriptionPlan of(
            Optional<PlannedChannel> bot, Collection<Part> channels, Collection<TwitchUserId> people) {
        List<DesiredSubscription> desired = new ArrayList<>();
        List<LeftOut> leftOut = new ArrayList<>();
        // Whose updates are wanted, and which of the user's tokens to use: the first one named.
        Map<TwitchUserId, CredentialKey> updatesOf = new LinkedHashMap<>();
        for (Part part : channels) {
            desired.addAll(part.desired);
            leftOut.addAll(part.leftOut);
            if (part.wantsUpdates) {
                updatesOf.putIfAbsent(part.channel, CredentialKey.channel(part.channel));
            }
        }
        bot.ifPresent(account -> updatesOf.putIfAbsent(account.id(), CredentialKey.bot(account.id())));
        people.forEach(person -> updatesOf.putIfAbsent(person, new CredentialKey(person, Purpose.LOGIN)));
        updatesOf.forEach((user, token) -> desired.add(desired(SubscriptionType.USER_UPDATE, user, token)));
        return new SubscriptionPlan(desired, leftOut);
    }

    private static DesiredSubscription desired(SubscriptionType type, TwitchUserId about, CredentialKey token) {
        Map<String, String> condition = type.condition().of(about, token.userId());
        return new DesiredSubscription(type.name(), type.version(), condition, about, token);
    }

    /**
     * What follows for one channel alone.
     *
     * @param wantsUpdates whether the broadcaster's new name is of interest
     */
    record Part(TwitchUserId channel, List<DesiredSubscription> desired, List<LeftOut> leftOut, boolean wantsUpdates) {
        Part {
            desired = List.copyOf(desired);
            leftOut = List.copyOf(leftOut);
        }

        static Part of(Optional<PlannedChannel> bot, PlannedChannel channel) {
            List<DesiredSubscription> desired = new ArrayList<>();
            List<LeftOut> leftOut = new ArrayList<>();
            for (SubscriptionType type : SubscriptionType.OF_A_CHANNEL) {
                if (!type.isWantedIn(channel)) {
                    continue;
                }
                boolean byBot = type.reader() == Reader.BOT;
                Optional<PlannedChannel> reader = byBot ? bot : Optional.of(channel);
                Set<Scope> missing = reader.map(type::missing).orElse(Set.of());
                if (reader.isEmpty()) {
                    leftOut.add(leftOut(type, channel, missing, "no bot account is connected: connect one"));
                } else if (missing.isEmpty()) {
                    TwitchUserId id = reader.get().id();
                    desired.add(SubscriptionPlan.desired(
                            type, channel.id(), byBot ? CredentialKey.bot(id) : CredentialKey.channel(id)));
                } else {
                    String who = byBot ? "the bot account" : "the broadcaster";
                    String reason = who + " did not grant " + Scope.join(missing) + ": connect it again";
                    leftOut.add(leftOut(type, channel, missing, reason));
                }
            }
            return new Part(
                    channel.id(), desired, leftOut, channel.wanted().kinds().contains(UserUpdated.class));
        }

        private static LeftOut leftOut(
                SubscriptionType type, PlannedChannel channel, Set<Scope> missing, String reason) {
            return new LeftOut(channel.id(), type.name(), type.version(), missing, reason);
        }
    }

    /**
     * A connected channel, or the bot account, and what its owner granted.
     *
     * @param wanted the events that the features switched on there want, and those for people who could look at it
     */
    public record PlannedChannel(TwitchUserId id, Set<Scope> granted, WantedEvents wanted) {
        public PlannedChannel {
            granted = Set.copyOf(granted);
        }

        /** With no features on. */
        public PlannedChannel(TwitchUserId id, Set<Scope> granted) {
            this(id, granted, WantedEvents.NONE);
        }
    }
}
