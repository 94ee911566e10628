package bot.herald.subscription;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What the reconciler knows of one desired subscription. Used by its thread only. */
final class Wanted {
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);

    final DesiredSubscription desired;

    /** Where {@link Placement} put it; null while it has no place, or with a conduit. */
    @Nullable
    SocketKey socket;

    /** Twitch's id of it; empty while none exists, or Twitch did not tell. */
    private String id = "";
    /** The session's generation in which it was last created; -1 if never. */
    private long generation = -1;
    /** The session's generation in which creating it last failed. */
    private long failedGeneration = -1;

    private Instant createdAt = Instant.MIN;
    private Instant notBefore = Instant.MIN;
    private boolean untilFullPass;
    private int failures;

    Wanted(DesiredSubscription desired) {
        this.desired = desired;
    }

    String id() {
        return id;
    }

    boolean exists(EventTransport.Session session) {
        return generation == session.generation();
    }

    boolean isOlderThan(Duration age, Instant now) {
        return createdAt.isBefore(now.minus(age));
    }

    boolean isDue(Instant now) {
        return !untilFullPass && !notBefore.isAfter(now);
    }

    /** A fresh session is worth a try where only the old one was at fault. */
    boolean isDue(Instant now, EventTransport.Session session) {
        boolean freshSession = failedGeneration != session.generation();
        return !notBefore.isAfter(now) && (!untilFullPass || freshSession);
    }

    boolean isDueWithin(Duration soon, Instant now) {
        return isDue(now.plus(soon));
    }

    /** When to try again; {@link Instant#MAX} if only another pass or event changes that. */
    Instant nextTry() {
        return untilFullPass ? Instant.MAX : notBefore;
    }

    void created(String newId, EventTransport.Session session, Instant now) {
        id = newId;
        generation = session.generation();
        createdAt = now;
        retryNow();
    }

    void gone() {
        id = "";
        generation = -1;
    }

    void retryNow() {
        notBefore = Instant.MIN;
        untilFullPass = false;
        failures = 0;
    }

    void fullPass() {
        untilFullPass = false;
    }

    void waitForFullPass(EventTransport.Session session) {
        gone();
        untilFullPass = true;
        failedGeneration = session.generation();
    }

    void waitUntil(Instant instant) {
        gone();
        notBefore = instant;
    }

    /** @param jitter 0 to 1 */
    void backOff(Instant now, double jitter) {
        long pause = Math.min(LONGEST_PAUSE.toMillis(), FIRST_PAUSE.toMillis() << Math.min(failures, 10));
        failures++;
        waitUntil(now.plusMillis((long) (pause * (0.5 + jitter / 2))));
    }
}
