package bot.herald.subscription;

import bot.herald.auth.CredentialKey;
import bot.herald.identity.TwitchFailure;
import bot.herald.retry.RetryPolicy;
import bot.herald.subscription.EventTransport.Session;
import bot.herald.subscription.SubscriptionApi.CreateAnswer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.DoubleSupplier;

/** Settles what follows from Twitch's answers to new subscriptions of a conduit. Used by the reconciler's thread only. */
final class ConduitAttempts {
    private final SubscriptionDirectory directory;
    private final ConduitTransport transport;
    private final Clock clock;
    private final DoubleSupplier jitter;

    /** Owners of subscriptions of which Twitch counts too many alike. */
    private final Set<CredentialKey> crowded = new HashSet<>();

    private Instant pausedUntil = Instant.MIN;

    ConduitAttempts(SubscriptionDirectory directory, ConduitTransport transport, Clock clock, DoubleSupplier jitter) {
        this.directory = directory;
        this.transport = transport;
        this.clock = clock;
        this.jitter = jitter;
    }

    /** Whether the other subscriptions would get the same answer now. */
    static boolean concernsAll(CreateAnswer answer) {
        return answer instanceof CreateAnswer.Failed failed
                && switch (failed.kind()) {
                    case RATE_LIMITED, UNAUTHORIZED, NO_ANSWER, DEAD_SESSION -> true;
                    default -> false;
                };
    }

    /** What was in the way has changed. */
    void goOn() {
        pausedUntil = Instant.MIN;
    }

    boolean arePaused() {
        return pausedUntil.isAfter(clock.instant());
    }

    Instant notBefore(Instant instant) {
        return instant.isAfter(pausedUntil) ? instant : pausedUntil;
    }

    boolean hasCrowded() {
        return !crowded.isEmpty();
    }

    Set<CredentialKey> takeCrowded() {
        Set<CredentialKey> taken = new HashSet<>(crowded);
        crowded.clear();
        return taken;
    }

    void settle(Wanted one, Session conduit, CreateAnswer answer) {
        if (answer instanceof CreateAnswer.Created created) {
            created.totals().ifPresent(directory::costOfApp);
            enabled(one, conduit, created.id(), created.cost());
        } else if (answer instanceof CreateAnswer.AlreadyExists exists) {
            // Enabled on this very conduit, says the rule; without an id the next comparison finds it.
            enabled(one, conduit, exists.id().orElse(""), 0);
        } else if (answer instanceof CreateAnswer.Failed failed) {
            settleFailure(one, failed);
        }
    }

    private void enabled(Wanted one, Session conduit, String id, int cost) {
        one.created(id, conduit, clock.instant());
        directory.put(one.desired, SubscriptionState.ENABLED, "", cost);
    }

    private void settleFailure(Wanted one, CreateAnswer.Failed failed) {
        Instant now = clock.instant();
        SubscriptionState state = SubscriptionState.RETRYING;
        switch (failed.kind()) {
            case FORBIDDEN -> {
                state = SubscriptionState.REFUSED;
                one.refused(now, jitter);
            }
            case REJECTED, COST_EXCEEDED, TOO_MANY_SOCKETS, SOCKET_FULL -> {
                state = SubscriptionState.REFUSED;
                one.failed(RetryPolicy.REJECTED, now, jitter);
            }
            case TOO_MANY_ALIKE -> {
                crowded.add(one.desired.tokenOwner());
                one.failed(RetryPolicy.REJECTED, now, jitter);
            }
            case DEAD_SESSION -> {
                one.failed(RetryPolicy.PASSING, now, jitter);
                transport.doubt();
                pauseUntil(one.nextTry());
            }
            case UNAUTHORIZED, RATE_LIMITED, NO_ANSWER -> {
                one.failed(RetryPolicy.PASSING, asked(failed.failure()), now, jitter);
                pauseUntil(one.nextTry());
            }
            case SERVER_ERROR -> one.failed(RetryPolicy.PASSING, now, jitter);
        }
        directory.put(
                one.desired,
                state,
                FailureText.ofConduit(
                        one.desired, failed.kind(), failed.failure().reason()),
                0);
    }

    private void pauseUntil(Instant instant) {
        pausedUntil = notBefore(instant);
    }

    private static Optional<Duration> asked(TwitchFailure failure) {
        return failure instanceof TwitchFailure.RetryLater later ? later.after() : Optional.empty();
    }
}
