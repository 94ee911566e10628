package bot.herald.auth;

import bot.herald.auth.CredentialStore.Lease;
import bot.herald.auth.IdentityProvider.TokenAnswer;
import bot.herald.identity.ProviderFailure;
import bot.herald.identity.Scope;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Refreshes one token, as the only process that does so, and stores the new pair before anybody sees it.
 *
 * <p>The right to refresh is a lease in the credential's row. A process that does not get it waits for the holder's
 * result.
 */
final class TokenRefresher {
    private static final Logger log = LoggerFactory.getLogger(TokenRefresher.class);
    /** Longer than a call to a provider can take, so that no lease ends before its holder is done. */
    private static final Duration LEASE = Duration.ofSeconds(30);

    private static final Duration POLL = Duration.ofMillis(100);

    /** How a refresh ended; {@code credential} is what is on disk now. */
    sealed interface Outcome {
        record Renewed(Credential credential) implements Outcome {}

        /** Another process had already refreshed it. */
        record Adopted(Credential credential) implements Outcome {}

        record Rejected(Credential credential) implements Outcome {}

        record Postponed(ProviderFailure failure) implements Outcome {}

        record Gone() implements Outcome {}
    }

    private final IdentityProvider provider;
    private final CredentialStore store;
    private final TokenExpiryPolicy policy;
    private final Clock clock;
    private final String holder;
    private final CredentialObserver observer;
    /**
     * Refreshes whose answer was lost, by version: tells whether it was this very refresh token that may have been
     * replaced.
     */
    private final Map<CredentialKey, Long> unanswered = new ConcurrentHashMap<>();
    /** Issued while the database could not store it: its refresh token may be the only one that works. */
    private final Map<CredentialKey, Credential> unwritten = new ConcurrentHashMap<>();
    /** Since when, by {@link System#nanoTime}. */
    private final Map<CredentialKey, Long> underWay = new ConcurrentHashMap<>();

    /** @param holder names this process among all on the database */
    TokenRefresher(
            IdentityProvider provider,
            CredentialStore store,
            TokenExpiryPolicy policy,
            String holder,
            CredentialObserver observer,
            Clock clock) {
        this.provider = provider;
        this.store = store;
        this.policy = policy;
        this.holder = holder;
        this.observer = observer;
        this.clock = clock;
    }

    /** Refreshes {@code held}, unless there is a newer credential on disk. Blocks for one call. */
    Outcome refresh(Credential held) {
        underWay.putIfAbsent(held.key(), System.nanoTime());
        try {
            return refreshInTurn(held);
        } finally {
            underWay.remove(held.key());
        }
    }

    /** How long the longest refresh under way has been running; zero if there is none. */
    Duration longest() {
        long now = System.nanoTime();
        return Duration.ofNanos(
                underWay.values().stream().mapToLong(since -> now - since).max().orElse(0));
    }

    private Outcome refreshInTurn(Credential held) {
        Credential owed = unwritten.get(held.key());
        if (owed != null) {
            return written(owed) ? new Outcome.Renewed(owed) : superseded(held.key());
        }
        long giveUp = System.nanoTime() + LEASE.plusSeconds(5).toNanos();
        boolean told = false;
        while (true) {
            Instant now = clock.instant();
            Lease lease = store.lease(held.key(), holder, now, now.plus(LEASE));
            if (lease instanceof Lease.Taken taken) {
                return refreshWithLease(held, taken);
            }
            if (lease instanceof Lease.Gone) {
                return new Outcome.Gone();
            }
            if (!told && lease instanceof Lease.HeldByAnother other) {
                told = true;
                observer.waitingForAnother(held.key(), Duration.between(now, other.until()));
            }
            if (System.nanoTime() > giveUp || !pause()) {
                return new Outcome.Postponed(
                        new ProviderFailure.RetryLater("another process is refreshing it", Optional.empty()));
            }
        }
    }

    /** Tries again to store tokens that the database could not take when they were issued. */
    void writeWhatIsOwed() {
        for (Credential owed : unwritten.values()) {
            try {
                written(owed);
            } catch (RuntimeException e) {
                log.error(
                        "{} its new token could not be stored ({}): the account may have to connect again",
                        owed.key(),
                        e.getClass().getSimpleName());
            }
        }
    }

    private Outcome refreshWithLease(Credential held, Lease.Taken taken) {
        Credential current = taken.current();
        boolean written = false;
        try {
            if (current.version() > held.version() && (!current.isUsable() || !policy.isDue(current.token()))) {
                return new Outcome.Adopted(current);
            }
            if (current.token().refreshToken().isEmpty()) {
                Credential dead = current.withState(
                        CredentialState.NEEDS_REAUTHORIZATION,
                        "the token ended and " + title() + " gave no refresh token");
                written = store.replace(dead);
                return written ? new Outcome.Rejected(dead) : superseded(current.key());
            }
            if (taken.answerWasLost()) {
                unanswered.put(current.key(), current.version());
            }
            TokenAnswer answer = provider.refresh(current.token().refreshToken().get());
            if (answer instanceof TokenAnswer.Granted granted) {
                Credential renewed = renewed(current, granted.grant());
                unwritten.put(current.key(), renewed);
                written = written(renewed);
                return written ? new Outcome.Renewed(renewed) : superseded(current.key());
            }
            TokenAnswer.Failed failed = (TokenAnswer.Failed) answer;
            ProviderFailure failure = failed.failure();
            if (failed.mayHaveWorked()) {
                unanswered.put(current.key(), current.version());
            }
            if (failure instanceof ProviderFailure.Reauthorize) {
                boolean lost = unanswered.remove(current.key(), current.version());
                Credential dead = current.withState(CredentialState.NEEDS_REAUTHORIZATION, reason(failure, lost));
                written = store.replace(dead);
                return written ? new Outcome.Rejected(dead) : superseded(current.key());
            }
            return new Outcome.Postponed(failure);
        } finally {
            if (!written && !unwritten.containsKey(current.key())) {
                release(current);
            }
        }
    }

    /**
     * Stores the new pair, even on a thread that is interrupted because Herald is stopping.
     *
     * @return false if somebody else wrote the row meanwhile
     */
    private boolean written(Credential renewed) {
        boolean interrupted = Thread.interrupted();
        try {
            boolean written = store.replace(renewed);
            unwritten.remove(renewed.key(), renewed);
            unanswered.remove(renewed.key());
            return written;
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Releases the lease, even on an interrupted thread, and records whether an answer was lost. */
    private void release(Credential current) {
        boolean interrupted = Thread.interrupted();
        boolean lost = Long.valueOf(current.version()).equals(unanswered.get(current.key()));
        try {
            store.release(current.key(), holder, lost);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Somebody wrote the row while we asked the provider (the user connected again): theirs is the newer grant. */
    private Outcome superseded(CredentialKey key) {
        return store.load(key).<Outcome>map(Outcome.Adopted::new).orElseGet(Outcome.Gone::new);
    }

    private Credential renewed(Credential current, TokenGrant grant) {
        StoredToken token = new StoredToken(
                grant.refreshToken().or(() -> current.token().refreshToken()),
                Optional.of(grant.accessToken()),
                grant.expiresIn().map(clock.instant()::plus),
                grant.tokenType());
        Set<Scope> scopes = grant.scopes().isEmpty() ? current.scopes() : grant.scopes();
        return current.withToken(token, scopes);
    }

    private String reason(ProviderFailure failure, boolean answerWasLost) {
        return answerWasLost
                ? title() + "'s answer to an earlier refresh never arrived, and " + title() + " had replaced the token"
                : title() + " refused the refresh token: " + failure.reason();
    }

    private String title() {
        return provider.provider().title();
    }

    /** Waits between two looks at another process's lease; on SQLite there is no event to await across processes. */
    private static boolean pause() {
        try {
            Thread.sleep(POLL.toMillis());
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            log.debug("interrupted while another process refreshes");
            return false;
        }
    }
}
