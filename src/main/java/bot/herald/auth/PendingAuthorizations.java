package bot.herald.auth;

import java.time.Instant;
import java.util.Optional;

/** Keeps authorisations on their way, for all instances that share the database. */
public interface PendingAuthorizations {
    /**
     * Keeps {@code pending} and forgets what expired before {@code now}. What is under way is never pushed out.
     *
     * @return whether there was room
     */
    boolean add(PendingAuthorization pending, Instant now);

    /** Takes the authorisation out, so that its state works once; also when it has expired. */
    Optional<PendingAuthorization> take(String stateHash);
}
