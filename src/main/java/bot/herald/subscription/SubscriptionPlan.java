package bot.herald.subscription;

import bot.herald.auth.CredentialKey;
import bot.herald.identity.Scope;
import bot.herald.identity.TwitchUserId;
import java.util.ArrayList;
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
    }

    /** @param bot the account that speaks, if one is connected; without it nobody reads chat */
    public static SubscriptionPlan of(Optional<PlannedChannel> bot, Collection<PlannedChannel> channels) {
        List<DesiredSubscription> desired = new ArrayList<>();
        List<LeftOut> leftOut = new ArrayList<>();
        for (PlannedChannel channel : channels) {
            for (SubscriptionType type : SubscriptionType.ALL) {
                place(type, bot, channel, desired, leftOut);
            }
        }
        return new SubscriptionPlan(desired, leftOut);
    }

    private static void place(
            SubscriptionType type,
            Optional<PlannedChannel> bot,
            PlannedChannel channel,
            List<DesiredSubscription> desired,
            List<LeftOut> leftOut) {
        if (type.readByBot() && bot.isEmpty()) {
            leftOut.add(new LeftOut(
                    channel.id(), type.name(), type.version(), Set.of(), "no bot account is connected: connect one"));
            return;
        }
        PlannedChannel reader = type.readByBot() ? bot.get() : channel;
        Set<Scope> missing = Scope.missing(type.needs(), reader.granted());
        if (!missing.isEmpty()) {
            String who = type.readByBot() ? "the bot account" : "the broadcaster";
            leftOut.add(new LeftOut(
                    channel.id(),
                    type.name(),
                    type.version(),
                    missing,
                    who + " did not grant " + Scope.join(missing) + ": connect it again"));
            return;
        }
        desired.add(new DesiredSubscription(
                type.name(),
                type.version(),
                type.condition().apply(channel.id(), reader.id()),
                channel.id(),
                type.readByBot() ? CredentialKey.bot(reader.id()) : CredentialKey.channel(reader.id())));
    }
}
