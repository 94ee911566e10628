package bot.herald.subscription;

import bot.herald.auth.CredentialKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Whose token and socket carry some subscriptions. Used by the reconciler's thread only. */
final class Owner {
    final CredentialKey key;
    final List<Wanted> wanted = new ArrayList<>();
    /** The generation of the last session that was served. */
    long generation = -1;
    /** Whether its list at Twitch is still to be compared. */
    boolean compareDue;

    Instant pausedUntil = Instant.MIN;

    Owner(CredentialKey key) {
        this.key = key;
    }

    boolean isPaused(Instant now) {
        return pausedUntil.isAfter(now);
    }
}
