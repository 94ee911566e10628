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

/**
 * What one socket carries, and whose token it needs. Used by one thread at a time; those that create some of it in
 * parallel hold its lock.
 */
final class Owner {
    final SocketKey socket;
    final CredentialKey key;
    final List<Wanted> wanted = new ArrayList<>();
    /** The generation of the session that was served last. */
    long generation = -1;
    /** Whether Twitch's list still has to be compared. */
    boolean compareDue;

    private Instant pausedUntil = Instant.MIN;
    private int pauses;
    private boolean complained;

    Owner(SocketKey socket) {
        this.socket = socket;
        this.key = socket.owner();
    }

    /** Whether every answer since the last pause called for another pause. */
    synchronized boolean hasPaused() {
        return pauses > 0;
    }

    /**
     * Sends nothing in the owner's name for a while, since everything would get the same answer. Requests that were
     * sent at the same time and got it, too, do not prolong the pause.
     */
    synchronized void pause(RetryPolicy policy, Optional<Duration> asked, Instant now, DoubleSupplier jitter) {
        if (isPaused(now)) {
            asked.map(now::plus).filter(pausedUntil::isBefore).ifPresent(until -> pausedUntil = until);
            return;
        }
        pauses++;
        pausedUntil = now.plus(policy.after(pauses, asked, jitter));
    }

    /** One log line per pass: what goes wrong with one of the owner's subscriptions usually goes wrong with all. */
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
