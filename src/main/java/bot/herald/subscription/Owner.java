package bot.herald.subscription;

import bot.herald.auth.CredentialKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What one socket carries, and whose token. Used by the reconciler's thread only. */
final class Owner {
    final SocketKey socket;
    final CredentialKey key;
    final List<Wanted> wanted = new ArrayList<>();
    /** The generation of the last session that was served. */
    long generation = -1;
    /** Whether its list at Twitch is still to be compared. */
    boolean compareDue;

    Instant pausedUntil = Instant.MIN;

    Owner(SocketKey socket) {
        this.socket = socket;
        this.key = socket.owner();
    }

    boolean isPaused(Instant now) {
        return pausedUntil.isAfter(now);
    }
}
