package bot.herald.subscription;

import bot.herald.auth.CredentialKey;
import bot.herald.identity.Scope;
import bot.herald.identity.TwitchUserId;
import bot.herald.subscription.SubscriptionPlan.LeftOut;
import bot.herald.subscription.SubscriptionType.Reader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Puts a {@link SubscriptionPlan} together, account by account. Used by one thread. */
final class PlanBuilder {
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
        addUpdatesOf(CredentialKey.channel(channel.id()));
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
