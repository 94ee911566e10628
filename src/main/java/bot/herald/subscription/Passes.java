package bot.herald.subscription;

import bot.herald.auth.CredentialKey;
import java.time.Instant;

/** What the reconciler does with its thread: the transport decides how. */
interface Passes extends AutoCloseable {
    /** Listens to the transport from now on; called once. */
    void begin(Signals signals);

    /**
     * Compares and mends once, blocking on HTTP.
     *
     * @return when the next pass is due because of this one; {@link Instant#MAX} if nothing waits
     */
    Instant pass(SubscriptionPlan plan, Work work);

    @Override
    void close();

    /** Asks for another pass; may be called on any thread and returns at once. */
    interface Signals {
        /** Something can be created now. */
        void again();

        /** What the owner has is to be compared with Twitch. */
        void compare(CredentialKey owner);

        void revoked(Revocation revocation);
    }
}
