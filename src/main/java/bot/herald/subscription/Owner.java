package bot.herald.subscription;

import bot.herald.auth.CredentialKey;
import bot.herald.retry.RetryPolicy;
import bot.herald.subscription.EventTransport.SocketKey;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleSupplier;

/** What one socket carries, and whose token. Used by one thread at a time, and with its lock held by those that create some of it. */
final class Owner {
    final SocketKey socket;
    final CredentialKey key;
    final List<Wanted> wanted = new ArrayList<>();
    /** The generation of the last session that was served. */
    long generation = -1;
    /** Whether its list on Twitch is still to be compared. */
    boolean compareDue;

    private Instant pausedUntil = Instant.MIN;
    private int pauses;
    private boolean complained;

    Owner(SocketKey socket) {
        this.socket = socket;
        this.key = socket.owner();
    }

    /** Whether something was answered since the last pause only in a way that leads to another. */
    synchronized boolean hasPaused() {
        return pauses > 0;
    }

    /**
     * Nothing is asked in the owner's name for a while, since everything would get the same answer; what was asked at the same time
     * and got it does not make the pause longer.
     */
    synchronized void pause(RetryPolicy policy, Optional<Duration> asked, Instant now, DoubleSupplier jitter) {
        if (isPaused(now)) {
            asked.map(now::plus).filter(pausedUntil::isBefore).ifPresent(until -> pausedUntil = until);
            return;
        }
        pauses++;
        pausedUntil = now.plus(policy.after(pauses, asked, jitter));
    }

    /** One complaint for each pass: what befalls one of the owner's subscriptions mostly befalls all. */
    synchronized void complain(Runnable complaint) {
        if (!complained) {
            complained = true;
            complaint.run();
        }
    }

    synchronized void passBegins() {
        complained = false;
    }

    synchronized void goOn() {
        pauses = 0;
        pausedUntil = Instant.MIN;
    }

    synchronized Instant pausedUntil() {
        return pausedUntil;
    }

    synchronized boolean isPaused(Instant now) {
        return pausedUntil.isAfter(now);
    }
}
