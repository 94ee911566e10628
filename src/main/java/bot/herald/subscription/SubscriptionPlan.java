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
    /** Nothing desired: every subscription of ours is to go. */
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

        /** Whether the channel does not work without it; else only what needs it suffers. */
        public boolean isEssential() {
            return SubscriptionType.isEssential(type);
        }
    }

    /**
     * @param bot the account that speaks, if one is connected; without it nobody reads chat
     * @param people who is logged in; the same user may be a channel and the bot too
     */
    public static SubscriptionPlan of(
            Optional<PlannedChannel> bot, Collection<PlannedChannel> channels, Collection<TwitchUserId> people) {
        PlanBuilder plan = new PlanBuilder(bot);
        channels.forEach(plan::addChannel);
        bot.ifPresent(account -> plan.addUpdatesOf(CredentialKey.bot(account.id())));
        people.forEach(person -> plan.addUpdatesOf(new CredentialKey(person, Purpose.LOGIN)));
        return plan.build();
    }

    /** With nobody logged in. */
    public static SubscriptionPlan of(Optional<PlannedChannel> bot, Collection<PlannedChannel> channels) {
        return of(bot, channels, List.of());
    }

    /** Puts a {@link SubscriptionPlan} together, account by account. Used by one thread. */
    private static final class PlanBuilder {
        private final Optional<PlannedChannel> bot;
        private final List<DesiredSubscription> desired = new ArrayList<>();
        private final List<LeftOut> leftOut = new ArrayList<>();
        /** Whose updates are wanted, and by which of the user's tokens: the first that is named. */
        private final Map<TwitchUserId, CredentialKey> updatesOf = new LinkedHashMap<>();

        PlanBuilder(Optional<PlannedChannel> bot) {
            this.bot = bot;
        }

        void addChannel(PlannedChannel channel) {
            for (SubscriptionType type : SubscriptionType.OF_A_CHANNEL) {
                if (type.isWantedIn(channel)) {
                    place(type, channel);
                }
            }
            if (channel.wanted().kinds().contains(UserUpdated.class)) {
                addUpdatesOf(CredentialKey.channel(channel.id()));
            }
        }

        /** Has no effect for a user whose updates another token of theirs brings already. */
        void addUpdatesOf(CredentialKey token) {
            updatesOf.putIfAbsent(token.userId(), token);
        }

        SubscriptionPlan build() {
            List<DesiredSubscription> all = new ArrayList<>(desired);
            updatesOf.forEach((user, token) -> all.add(desired(SubscriptionType.USER_UPDATE, user, token)));
            return new SubscriptionPlan(all, leftOut);
        }

        private void place(SubscriptionType type, PlannedChannel channel) {
            boolean byBot = type.reader() == Reader.BOT;
            if (byBot && bot.isEmpty()) {
                leaveOut(type, channel, Set.of(), "no bot account is connected: connect one");
                return;
            }
            PlannedChannel reader = byBot ? bot.get() : channel;
            Set<Scope> missing = type.missing(reader);
            if (missing.isEmpty()) {
                CredentialKey token = byBot ? CredentialKey.bot(reader.id()) : CredentialKey.channel(reader.id());
                desired.add(desired(type, channel.id(), token));
            } else {
                String who = byBot ? "the bot account" : "the broadcaster";
                leaveOut(type, channel, missing, who + " did not grant " + Scope.join(missing) + ": connect it again");
            }
        }

        private void leaveOut(SubscriptionType type, PlannedChannel channel, Set<Scope> missing, String reason) {
            leftOut.add(new LeftOut(channel.id(), type.name(), type.version(), missing, reason));
        }

        private static DesiredSubscription desired(SubscriptionType type, TwitchUserId about, CredentialKey token) {
            Map<String, String> condition = type.condition().of(about, token.userId());
            return new DesiredSubscription(type.name(), type.version(), condition, about, token);
        }
    }

    /**
     * A connected channel, or the bot account, and what its owner granted.
     *
     * @param wanted what the features that are on there want to hear of, and whoever could look at it
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
