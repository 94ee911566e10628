package bot.herald.auth;

import bot.herald.auth.CredentialStore.Lease;
import bot.herald.auth.IdentityProvider.TokenAnswer;
import bot.herald.identity.ProviderFailure;
import bot.herald.identity.Scope;
import bot.herald.identity.Secret;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
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

    /** How a refresh ended; {@code credential} is now on disk. */
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
     * The versions whose refresh was not answered: Twitch may have replaced the refresh token.
     */
    private final Map<CredentialKey, Long> unanswered = new ConcurrentHashMap<>();
    /** Issued, but not stored yet, perhaps because the database is down: no other refresh token may work any more. */
    private final Map<CredentialKey, Issued> unwritten = new ConcurrentHashMap<>();
    /** When each refresh under way began, by {@link System#nanoTime}. */
    private final Map<CredentialKey, Long> underWay = new ConcurrentHashMap<>();

    /** @param spent the credential whose refresh token was exchanged for these tokens */
    private record Issued(Credential spent, StoredToken token, Set<Scope> scopes) {}

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
        Issued owed = unwritten.get(held.key());
        if (owed != null) {
            return store(owed);
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

    /** The credentials that were exchanged for tokens which the database could not take yet, by key. */
    Map<CredentialKey, Credential> spent() {
        return unwritten.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, owed -> owed.getValue().spent()));
    }

    /** Tries again to store tokens that the database could not take when they were issued. */
    void writeWhatIsOwed() {
        for (Issued owed : unwritten.values()) {
            try {
                store(owed);
            } catch (RuntimeException e) {
                log.error(
                        "{} its new token could not be stored ({}): the account may have to connect again",
                        owed.spent().key(),
                        e.getClass().getSimpleName());
            }
        }
    }

    private Outcome refreshWithLease(Credential held, Lease.Taken taken) {
        Credential current = taken.current();
        boolean leaseEnded = false;
        try {
            if (wasRefreshedElsewhere(held, current)) {
                return new Outcome.Adopted(current);
            }
            Outcome outcome = current.token()
                    .refreshToken()
                    .map(refreshToken -> ask(current, refreshToken, taken.answerWasLost()))
                    .orElseGet(() -> reject(current, "the token ended and " + title() + " gave no refresh token"));
            leaseEnded = outcome instanceof Outcome.Renewed || outcome instanceof Outcome.Rejected;
            return outcome;
        } finally {
            if (!leaseEnded && !unwritten.containsKey(current.key())) {
                release(current);
            }
        }
    }

    /** Whether nothing is left to do: there is a newer pair, or the account has to connect again. */
    private boolean wasRefreshedElsewhere(Credential held, Credential current) {
        // A token that is refreshed before it is due was refused, which a new name or state does not change.
        boolean mayHelp = policy.isDue(held.token()) || !current.token().isSamePair(held.token());
        return current.version() > held.version()
                && (!current.isUsable() || (mayHelp && !policy.isDue(current.token())));
    }

    private Outcome ask(Credential current, Secret refreshToken, boolean answerWasLost) {
        CredentialKey key = current.key();
        boolean wasUnanswered = answerWasLost || Long.valueOf(current.version()).equals(unanswered.get(key));
        // Until there is an answer, also where an error in Herald ends this.
        unanswered.put(key, current.version());
        TokenAnswer answer = provider.refresh(refreshToken);
        if (answer instanceof TokenAnswer.Granted granted) {
            Issued issued = issued(current, granted.grant());
            unwritten.put(key, issued);
            return store(issued);
        }
        TokenAnswer.Failed failed = (TokenAnswer.Failed) answer;
        boolean mayHaveWorked = wasUnanswered || failed.mayHaveWorked();
        if (!mayHaveWorked) {
            unanswered.remove(key);
        }
        if (failed.failure() instanceof ProviderFailure.Reauthorize refusal) {
            unanswered.remove(key);
            return reject(current, reason(refusal, mayHaveWorked));
        }
        return new Outcome.Postponed(failed.failure());
    }

    private Issued issued(Credential spent, TokenGrant grant) {
        StoredToken token = new StoredToken(
                grant.refreshToken().or(() -> spent.token().refreshToken()),
                Optional.of(grant.accessToken()),
                Optional.of(grant.expiresAt(clock.instant())),
                grant.tokenType());
        return new Issued(spent, token, grant.scopes().isEmpty() ? spent.scopes() : grant.scopes());
    }

    private Outcome store(Issued issued) {
        CredentialKey key = issued.spent().key();
        Outcome outcome =
                conclude(issued.spent(), row -> row.withToken(issued.token(), issued.scopes()), Outcome.Renewed::new);
        unwritten.remove(key, issued);
        unanswered.remove(key);
        return outcome;
    }

    private Outcome reject(Credential spent, String detail) {
        return conclude(
                spent, row -> row.withState(CredentialState.NEEDS_REAUTHORIZATION, detail), Outcome.Rejected::new);
    }

    /**
     * Stores the result of a refresh, even on a thread that is interrupted because Herald is stopping.
     *
     * <p>If only the account's name, scopes or state were stored meanwhile, the result still holds, and is applied to those.
     * If another token was stored, because the user connected again, that token is adopted.
     *
     * @param spent the credential that the provider was asked to refresh
     */
    private Outcome conclude(
            Credential spent, UnaryOperator<Credential> result, Function<Credential, Outcome> outcome) {
        boolean interrupted = Thread.interrupted();
        try {
            Optional<Credential> row = Optional.of(spent);
            while (row.filter(now -> now.token().isSamePair(spent.token())).isPresent()) {
                Credential concluded = result.apply(row.get());
                if (store.replace(concluded)) {
                    return outcome.apply(concluded);
                }
                row = store.load(spent.key());
            }
            return row.<Outcome>map(Outcome.Adopted::new).orElseGet(Outcome.Gone::new);
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

    private String reason(ProviderFailure failure, boolean answerWasLost) {
        return answerWasLost
                ? title() + "'s answer to an earlier refresh never arrived, and " + title() + " had replaced the token"
                : title() + " refused the refresh token: " + failure.reason();
    }

    private String title() {
        return provider.provider().title();
    }

    /** Waits before the next look at another process's lease; SQLite has no event to await across processes. */
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
