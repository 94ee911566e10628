package bot.herald.subscription;

import bot.herald.auth.CredentialKey;
import bot.herald.auth.Purpose;
import bot.herald.identity.Scope;
import bot.herald.identity.TwitchUserId;
import java.util.Collection;
import java.util.List;
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
}
