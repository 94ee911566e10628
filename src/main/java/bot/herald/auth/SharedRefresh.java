package bot.herald.auth;

import bot.herald.auth.AccessTokens.Answer;
import bot.herald.auth.TokenRefresher.Outcome;
import bot.herald.identity.ProviderFailure;
import bot.herald.lifecycle.StorageFailure;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * Refreshes a token once for all who need it, and acts on the result: updates what is held, decides whether and when to
 * retry, and answers those who waited. Safe for concurrent use.
 */
final class SharedRefresh {
    private static final Logger log = LoggerFactory.getLogger(SharedRefresh.class);
    /** How long an interrupted refresh has to release its lease. */
    private static final Duration AFTER_INTERRUPT = Duration.ofSeconds(2);

    private final TokenRefresher refresher;
    private final HeldCredentials held;
    private final RefreshBackoff<CredentialKey> backoff;
    private final ClientStanding standing;
    private final TokenExpiryPolicy policy;
    private final CredentialObserver observer;
    private final SingleFlight<CredentialKey, Answer> flights = new SingleFlight<>();
    /** Tokens that were refused before they expired. */
    private final Map<CredentialKey, StoredToken> refused = new ConcurrentHashMap<>();
    /** Credentials without a usable token because a refresh failed temporarily. */
    private final Set<CredentialKey> waiting = ConcurrentHashMap.newKeySet();

    private final Map<CredentialKey, ProviderFailure> lastFailure = new ConcurrentHashMap<>();

    /** Guarded by itself. */
    private final Set<Thread> refreshing = new HashSet<>();
    /** Guarded by {@link #refreshing}. */
    private boolean ending;

    SharedRefresh(
            TokenRefresher refresher,
            HeldCredentials held,
            RefreshBackoff<CredentialKey> backoff,
            ClientStanding standing,
            TokenExpiryPolicy policy,
            CredentialObserver observer) {
        this.refresher = refresher;
        this.held = held;
        this.backoff = backoff;
        this.standing = standing;
        this.policy = policy;
        this.observer = observer;
    }

    /** Hands out the access token no more until it is refreshed: its provider rejects it, though it has not expired. */
    void refused(Credential credential) {
        refused.put(credential.key(), credential.token());
    }

    boolean isRefused(Credential credential) {
        StoredToken dead = refused.get(credential.key());
        return dead != null && dead.isSamePair(credential.token());
    }

    /** Credentials without a usable token whose refresh may be attempted now, or whose new tokens are not stored yet. */
    List<CredentialKey> dueForRetry() {
        waiting.removeIf(key -> held.find(key)
                .filter(Credential::isUsable)
                .filter(credential -> isRefused(credential) || !policy.isUsable(credential.token()))
                .isEmpty());
        return Stream.concat(waiting.stream(), refresher.spent().keySet().stream())
                .distinct()
                .filter(key -> backoff.remaining(key).isEmpty())
                .toList();
    }

    /**
     * Stores tokens that could not be stored when they were issued. Whatever state the credential has been in since, they
     * are good: another process that takes this one for dead finds the old refresh token spent.
     *
     * @return whether there were any
     */
    boolean storeOwed(CredentialKey key) {
        Credential spent = refresher.spent().get(key);
        if (spent != null) {
            flights.join(key, () -> conclude(spent, outcome(spent)), interrupted());
        }
        return spent != null;
    }

    /** How long the longest refresh under way has been running; zero if there is none. */
    Duration longest() {
        return refresher.longest();
    }

    /**
     * Joins the refresh under way, or starts one. Blocks for at most one refresh.
     *
     * @return the new token; the old one if there is no new one and it still works; or why there is none
     */
    Answer refresh(Credential stale) {
        return flights.join(stale.key(), () -> refreshAlone(stale), interrupted());
    }

    private static Answer interrupted() {
        return TokenAnswers.unavailable(
                new ProviderFailure.RetryLater("the refresh was interrupted", Optional.empty()));
    }

    /** Why the latest refresh brought no new token. */
    ProviderFailure latestFailure(CredentialKey key) {
        return standing.refusal()
                .or(() -> Optional.ofNullable(lastFailure.get(key)).map(failure -> withPause(key, failure)))
                .orElseGet(() -> new ProviderFailure.RetryLater("no new token was issued", backoff.remaining(key)));
    }

    /** Starts no more refreshes and waits for those under way, interrupting what takes too long; each releases its lease. */
    void end(Duration patience) {
        synchronized (refreshing) {
            ending = true;
        }
        try {
            if (!awaitNone(patience)) {
                synchronized (refreshing) {
                    log.warn("refreshes={} interrupted: no answer came in time", refreshing.size());
                    refreshing.forEach(Thread::interrupt);
                }
                if (!awaitNone(AFTER_INTERRUPT)) {
                    log.warn("a token refresh could not be interrupted");
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        refresher.writeWhatIsOwed();
    }

    private boolean awaitNone(Duration most) throws InterruptedException {
        long end = System.nanoTime() + most.toNanos();
        synchronized (refreshing) {
            while (!refreshing.isEmpty()) {
                long left = end - System.nanoTime();
                if (left <= 0) {
                    return false;
                }
                TimeUnit.NANOSECONDS.timedWait(refreshing, left);
            }
        }
        return true;
    }

    private Answer refreshAlone(Credential stale) {
        CredentialKey key = stale.key();
        Credential current = held.find(key).orElse(stale);
        if (current.version() > stale.version() && !current.token().isSamePair(stale.token())) {
            // It was refreshed since the caller looked. A new name or state alone also makes a new version.
            return TokenAnswers.of(current);
        }
        Optional<ProviderFailure> refusal = standing.refusal();
        if (refusal.isPresent()) {
            return usableOr(current, refusal.get());
        }
        Optional<Duration> pause = backoff.acquire(key);
        if (pause.isPresent()) {
            return usableOr(current, new ProviderFailure.RetryLater("waiting after a failed refresh", pause));
        }
        return conclude(current, outcome(current));
    }

    private Outcome outcome(Credential current) {
        synchronized (refreshing) {
            if (ending) {
                return new Outcome.Postponed(new ProviderFailure.RetryLater("Herald is stopping", Optional.empty()));
            }
            refreshing.add(Thread.currentThread());
        }
        try {
            return refresher.refresh(current);
        } catch (RuntimeException e) {
            // A token that is still good goes on being used.
            return new Outcome.Postponed(new ProviderFailure.RetryLater(reason(current.key(), e), Optional.empty()));
        } finally {
            synchronized (refreshing) {
                refreshing.remove(Thread.currentThread());
                refreshing.notifyAll();
            }
        }
    }

    private String reason(CredentialKey key, RuntimeException thrown) {
        String kind = thrown.getClass().getSimpleName();
        if (StorageFailure.isReasonOf(thrown)) {
            return "the database does not answer (" + kind + ")";
        }
        String reason = "an error in Herald (" + kind + ")";
        ProviderFailure last = lastFailure.get(key);
        boolean isNews = last == null || !last.reason().equals(reason);
        log.atLevel(isNews ? Level.ERROR : Level.DEBUG)
                .setCause(thrown)
                .log("{} refreshing the token failed because of an error in Herald, retrying", key);
        return reason;
    }

    private Answer conclude(Credential before, Outcome outcome) {
        if (outcome instanceof Outcome.Renewed renewed) {
            standing.accepted();
            return adopt(renewed.credential(), "renewed");
        }
        if (outcome instanceof Outcome.Adopted adopted) {
            return adopt(adopted.credential(), "adopted");
        }
        if (outcome instanceof Outcome.Rejected rejected) {
            Credential dead = rejected.credential();
            log.error("{} login={} needs to connect again: {}", dead.key(), dead.name(), dead.detail());
            return adopt(dead, "rejected");
        }
        if (outcome instanceof Outcome.Postponed postponed) {
            return postpone(before, postponed.failure());
        }
        held.forget(before.key());
        forgetFailures(before.key());
        return TokenAnswers.notConnected();
    }

    private Answer adopt(Credential credential, String outcome) {
        forgetFailures(credential.key());
        held.adopt(credential);
        observer.refreshed(credential.key(), outcome);
        return TokenAnswers.of(credential);
    }

    private void forgetFailures(CredentialKey key) {
        backoff.succeeded(key);
        refused.remove(key);
        waiting.remove(key);
        lastFailure.remove(key);
    }

    private Answer postpone(Credential before, ProviderFailure failure) {
        if (failure instanceof ProviderFailure.Misconfigured wrong) {
            standing.refused(wrong);
            observer.refreshed(before.key(), "misconfigured");
        } else {
            Optional<Duration> after =
                    failure instanceof ProviderFailure.RetryLater later ? later.after() : Optional.empty();
            backoff.failed(before.key(), after);
            ProviderFailure last = lastFailure.put(before.key(), failure);
            if (last != null && last.reason().equals(failure.reason())) {
                log.debug("{} refresh postponed again: {}", before.key(), failure.reason());
            } else {
                log.warn("{} refresh postponed: {}", before.key(), failure.reason());
            }
            observer.refreshed(before.key(), "retry");
        }
        return usableOr(before, failure);
    }

    /** The old token while it is accepted: a failed early refresh must not stop anything. */
    private Answer usableOr(Credential credential, ProviderFailure failure) {
        if (policy.isUsable(credential.token()) && !isRefused(credential)) {
            return TokenAnswers.of(credential);
        }
        waiting.add(credential.key());
        return TokenAnswers.unavailable(withPause(credential.key(), failure));
    }

    /** Adds the time of the next attempt if the provider named none. */
    private ProviderFailure withPause(CredentialKey key, ProviderFailure failure) {
        return failure instanceof ProviderFailure.RetryLater later
                        && later.after().isEmpty()
                ? new ProviderFailure.RetryLater(later.reason(), backoff.remaining(key))
                : failure;
    }
}
