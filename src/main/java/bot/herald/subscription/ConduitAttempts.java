package bot.herald.subscription;

import bot.herald.auth.CredentialKey;
import bot.herald.identity.ProviderFailure;
import bot.herald.retry.RetryPolicy;
import bot.herald.retry.WakeUps.Reason;
import bot.herald.subscription.EventTransport.Session;
import bot.herald.subscription.Outages.Cause;
import bot.herald.subscription.SubscriptionApi.CreateAnswer;
import bot.herald.subscription.SubscriptionStatus.SubscriptionState;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.DoubleSupplier;
import java.util.function.Predicate;

/** Acts on Twitch's answers to attempts to create a conduit's subscriptions. Used by the reconciler's thread only. */
final class ConduitAttempts {
    private final SubscriptionDirectory directory;
    private final ConduitTransport transport;
    private final Clock clock;
    private final DoubleSupplier jitter;

    /** Owners for whom Twitch counts too many subscriptions of a kind. */
    private final Set<CredentialKey> crowded = new HashSet<>();

    /** Those for which Twitch has reported a conflict once, without an id. */
    private final Set<DesiredSubscription> unnamed = new HashSet<>();

    private Instant pausedUntil = Instant.MIN;
    private boolean pauseIsTwitchs;
    /** How many rounds in a row were stopped. */
    private int stoppedInARow;
    /** How long Twitch asked to wait in this round. */
    private Optional<Duration> asked = Optional.empty();

    ConduitAttempts(SubscriptionDirectory directory, ConduitTransport transport, Clock clock, DoubleSupplier jitter) {
        this.directory = directory;
        this.transport = transport;
        this.clock = clock;
        this.jitter = jitter;
    }

    /** Requests that go out together, until the rest would only get the same answer. Safe for concurrent use. */
    static final class Round implements Predicate<CreateAnswer> {
        /** A single one may fail without holding up the others. */
        private static final int NO_ACCIDENT = 3;

        private final AtomicInteger inARow = new AtomicInteger();
        private volatile boolean stopped;

        @Override
        public boolean test(CreateAnswer answer) {
            boolean stops = answer instanceof CreateAnswer.Failed failed
                    && switch (failed.kind()) {
                        case RATE_LIMITED, DEAD_SESSION -> true;
                        case UNAUTHORIZED, NO_ANSWER, SERVER_ERROR -> inARow.incrementAndGet() >= NO_ACCIDENT;
                        default -> isAnswered();
                    };
            if (!(answer instanceof CreateAnswer.Failed)) {
                inARow.set(0);
            }
            stopped |= stops;
            return stops;
        }

        private boolean isAnswered() {
            inARow.set(0);
            return false;
        }
    }

    /** Begins a pause if the round was stopped. To be called after every answer of the round has been settled. */
    void settle(Round round) {
        if (round.stopped) {
            stoppedInARow++;
            pauseUntil(clock.instant().plus(RetryPolicy.PASSING.after(stoppedInARow, asked, jitter)));
        } else {
            stoppedInARow = 0;
        }
        asked = Optional.empty();
    }

    /** Whatever held up all of them has changed. */
    void goOn() {
        pausedUntil = Instant.MIN;
        stoppedInARow = 0;
    }

    /** Ends a pause of our own choosing if one of the reasons may have removed its cause. */
    void wake(Set<Reason> reasons) {
        boolean mayGoOn = reasons.stream().anyMatch(Reason.AppTokenRenewed.class::isInstance);
        if (mayGoOn && !pauseIsTwitchs) {
            goOn();
        }
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
            created.totals().ifPresent(directory.costs()::reportedOfApp);
            enabled(one, conduit, created.id(), created.cost());
        } else if (answer instanceof CreateAnswer.AlreadyExists exists) {
            settleExisting(one, conduit, exists.id());
        } else if (answer instanceof CreateAnswer.Failed failed) {
            settleFailure(one, failed);
        }
    }

    /**
     * A conflict means that it exists on this very conduit. Twitch usually names it; a conflict without a name counts
     * only if it comes twice.
     */
    private void settleExisting(Wanted one, Session conduit, Optional<String> named) {
        if (named.isPresent() || !unnamed.add(one.desired)) {
            enabled(one, conduit, named.orElse(""), 0);
        } else {
            one.failed(RetryPolicy.PASSING, clock.instant(), jitter);
            directory.put(
                    one.desired,
                    SubscriptionState.RETRYING,
                    "Twitch says that it exists and not which; asking again",
                    0,
                    Cause.REFUSED);
        }
    }

    private void enabled(Wanted one, Session conduit, String id, int cost) {
        unnamed.remove(one.desired);
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
            case REJECTED, TOO_MANY_SOCKETS -> {
                one.failed(RetryPolicy.REJECTED, now, jitter);
                if (failed.failure() instanceof ProviderFailure.Refused refused && refused.status() == 404) {
                    // For its shards, too, Twitch answers a bare "not found" once the conduit is gone.
                    transport.doubt();
                }
            }
            case COST_EXCEEDED, SOCKET_FULL -> {
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
            }
            case UNAUTHORIZED, RATE_LIMITED, NO_ANSWER, SERVER_ERROR -> {
                Optional<Duration> wait = asked(failed.failure());
                asked = wait.isPresent() ? wait : asked;
                one.failed(RetryPolicy.PASSING, wait, now, jitter);
            }
        }
        directory.put(
                one.desired,
                state,
                FailureText.ofConduit(
                        one.desired, failed.kind(), failed.failure().reason()),
                0,
                Cause.of(failed.kind()));
    }

    private void pauseUntil(Instant instant) {
        pausedUntil = notBefore(instant);
        pauseIsTwitchs = asked.isPresent();
    }

    private static Optional<Duration> asked(ProviderFailure failure) {
        return failure instanceof ProviderFailure.RetryLater later ? later.after() : Optional.empty();
    }
}
