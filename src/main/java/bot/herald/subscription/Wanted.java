package bot.herald.subscription;

import bot.herald.retry.RetryPolicy;
import bot.herald.retry.WakeUps.Reason;
import bot.herald.subscription.EventTransport.SocketKey;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;

/** What the reconciler knows of one desired subscription. Used by one thread at a time. */
final class Wanted {
    final DesiredSubscription desired;

    /** Where {@link Placement} put it; null while it has no place, and on a conduit. */
    @Nullable
    SocketKey socket;

    /** Twitch's id for it; empty while it does not exist, or Twitch did not say. */
    private String id = "";
    /** The generation of the session in which it was last created; -1 if never. */
    private long generation = -1;

    private Instant createdAt = Instant.MIN;
    private Instant notBefore = Instant.MIN;
    private @Nullable Failures failures;

    /** Failures since it last existed or got a fresh start. */
    private static final class Failures {
        final Map<RetryPolicy, Integer> inARow = new EnumMap<>(RetryPolicy.class);
        final Instant lastAt;
        final RetryPolicy last;
        /** Whether Twitch itself said how long to wait. */
        final boolean pauseIsTwitchs;

        Failures(@Nullable Failures before, RetryPolicy policy, boolean pauseIsTwitchs, Instant now) {
            if (before != null) {
                inARow.putAll(before.inARow);
            }
            inARow.merge(policy, 1, Integer::sum);
            last = policy;
            lastAt = now;
            this.pauseIsTwitchs = pauseIsTwitchs;
        }
    }

    Wanted(DesiredSubscription desired) {
        this.desired = desired;
    }

    boolean isEssential() {
        return SubscriptionType.isEssential(desired.type());
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
        return !notBefore.isAfter(now);
    }

    boolean isDueWithin(Duration soon, Instant now) {
        return isDue(now.plus(soon));
    }

    /** When to try again. */
    Instant nextTry() {
        return notBefore;
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

    /** Forgets that it ever failed. */
    void retryNow() {
        notBefore = Instant.MIN;
        failures = null;
    }

    boolean hasFailed() {
        return failures != null;
    }

    /**
     * Waits as long as {@code policy} says after so many such failures in a row.
     *
     * @param asked what Twitch asked for
     * @param jitter 0 to 1
     */
    void failed(RetryPolicy policy, Optional<Duration> asked, Instant now, DoubleSupplier jitter) {
        gone();
        failures = new Failures(failures, policy, asked.isPresent(), now);
        notBefore = now.plus(policy.after(failures.inARow.getOrDefault(policy, 1), asked, jitter));
    }

    void failed(RetryPolicy policy, Instant now, DoubleSupplier jitter) {
        failed(policy, Optional.empty(), now, jitter);
    }

    /** Twitch said no, or took it back. For chat that usually means a ban, and no event says when it ends. */
    void refused(Instant now, DoubleSupplier jitter) {
        failed(isChat(desired.type()) ? RetryPolicy.BANNED : RetryPolicy.FORBIDDEN, now, jitter);
    }

    static boolean isChat(String type) {
        return type.startsWith("channel.chat.");
    }

    /** Ends the wait if {@code reason} may have removed its cause. */
    void wake(Reason reason, Instant now) {
        if (failures == null) {
            return;
        }
        if (reason instanceof Reason.TokenRenewed renewed) {
            if (renewed.account().equals(desired.tokenOwner().userId())) {
                retryNow();
            }
        } else if (reason instanceof Reason.StandingChanged changed) {
            if (changed.broadcasterId().equals(desired.broadcasterId())) {
                retryNow();
            }
        } else if (reason instanceof Reason.LineAccepted accepted) {
            // Lines may come every second, and the refusal may have another cause than a ban.
            if (accepted.broadcasterId().equals(desired.broadcasterId()) && failures.last == RetryPolicy.BANNED) {
                tryBy(failures.lastAt.plus(RetryPolicy.BANNED.after(1, Optional.empty(), () -> 0)));
            }
        } else if (!failures.pauseIsTwitchs && isPassing(failures.last)) {
            tryBy(now);
        }
    }

    private static boolean isPassing(RetryPolicy policy) {
        return policy == RetryPolicy.PASSING || policy == RetryPolicy.REJECTED;
    }

    private void tryBy(Instant instant) {
        notBefore = instant.isBefore(notBefore) ? instant : notBefore;
    }
}
