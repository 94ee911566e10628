package bot.herald.subscription;

import bot.herald.auth.CredentialKey;
import bot.herald.identity.TwitchUserId;
import bot.herald.retry.WakeUps.Reason;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/** How the subscriptions of one kind of transport are reconciled, on the reconciler's thread. */
interface ReconciliationStrategy extends AutoCloseable {
    /** Starts listening to the transport; called once. */
    void begin(Signals signals);

    /**
     * Compares what exists with the plan and creates or deletes the difference; blocks on HTTP.
     *
     * @param plan the same object as in the pass before if nothing has changed
     * @return when the next pass is due because of this one; {@link Instant#MAX} if nothing waits
     */
    Instant pass(SubscriptionPlan plan, Work work);

    @Override
    void close();

    /** Asks for another pass; may be called on any thread and returns at once. */
    interface Signals {
        /** Something can be created now. */
        void again();

        /** The owner's subscriptions have to be compared with Twitch's list. */
        void compare(CredentialKey owner);

        /** Everything has to be compared with Twitch's list. */
        void compareAll();

        void revoked(Revocation revocation);
    }

    /**
     * What a pass is asked to do.
     *
     * @param compareAll whether every owner's list is compared with Twitch
     * @param compare the owners whose list is compared
     * @param changed users who connected or disconnected: what was refused for them may work now
     * @param reasons what else may have ended the cause of a failure
     */
    record Work(
            boolean compareAll,
            Set<CredentialKey> compare,
            Set<TwitchUserId> changed,
            List<Revocation> revocations,
            Set<Reason> reasons) {
        public Work {
            compare = Set.copyOf(compare);
            changed = Set.copyOf(changed);
            revocations = List.copyOf(revocations);
            reasons = Set.copyOf(reasons);
        }
    }
}
