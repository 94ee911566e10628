package bot.herald.auth;

import bot.herald.auth.AccessTokens.AfterUnauthorized;
import bot.herald.auth.AccessTokens.Answer;
import bot.herald.auth.IdentityProvider.TokenAnswer;
import bot.herald.auth.IdentityProvider.ValidationAnswer;
import bot.herald.identity.ProviderFailure;
import bot.herald.identity.Secret;
import bot.herald.lifecycle.SpareThreads;
import bot.herald.retry.WakeUps;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Holds the app access token: fetched when there is none, replaced before its end and when Twitch refuses it. Such a
 * token cannot be refreshed, only fetched anew, so one that cannot be stored is used all the same. Safe for concurrent
 * use.
 */
public final class AppTokenService implements AppAccessToken {
    private static final Logger log = LoggerFactory.getLogger(AppTokenService.class);
    private static final String KEY = "app";

    private final String clientId;
    private final AppTokenStore store;
    private final OAuthClient oauth;
    private final ClientStanding standing;
    private final WakeUps wakeUps;
    private final TokenExpiryPolicy policy;
    private final Clock clock;
    private final RefreshBackoff<String> backoff;
    private final SingleFlight<String, Answer> flights = new SingleFlight<>();
    /** Its work can be repeated, so nothing is lost when it ends. */
    private final ExecutorService background = SpareThreads.of("app-token", 1);

    private final AtomicBoolean fetching = new AtomicBoolean();
    private volatile @Nullable StoredToken held;
    /** Rejected by Twitch before it expired. */
    private volatile @Nullable StoredToken refused;

    private volatile boolean wanted;
    /** Whether the log has said that it cannot be fetched. */
    private volatile boolean failing;

    public AppTokenService(
            String clientId,
            AppTokenStore store,
            OAuthClient oauth,
            ClientStanding standing,
            WakeUps wakeUps,
            Clock clock) {
        this.wakeUps = wakeUps;
        this.clientId = clientId;
        this.store = store;
        this.oauth = oauth;
        this.standing = standing;
        this.policy = new TokenExpiryPolicy(clock);
        this.clock = clock;
        this.backoff = new RefreshBackoff<>(clock);
    }

    /** Reads what is on disk; does not call Twitch. */
    public void load() {
        held = store.load().orElse(null);
    }

    @Override
    public Answer get() {
        StoredToken token = held;
        return token != null && !isDue(token) ? handedOut(token) : fetched(token);
    }

    @Override
    public Optional<Secret> held() {
        StoredToken token = held;
        if (token == null || isDue(token)) {
            fetchSoon();
        }
        return Optional.ofNullable(token).filter(this::isUsable).flatMap(StoredToken::accessToken);
    }

    private void fetchSoon() {
        if (mayFetch() && fetching.compareAndSet(false, true)) {
            background.execute(() -> {
                try {
                    get();
                } finally {
                    fetching.set(false);
                }
            });
        }
    }

    @Override
    public AfterUnauthorized afterUnauthorized(Secret refused) {
        StoredToken token = held;
        if (token == null || !token.accessToken().equals(Optional.of(refused))) {
            return TokenAnswers.afterUnauthorized(get(), refused);
        }
        if (isOurs(oauth.validate(refused))) {
            log.warn("Twitch answered 401, though it says the app access token is valid");
            return new AfterUnauthorized.Repeat(refused);
        }
        // If Twitch cannot be asked about the token, the 401 counts.
        this.refused = token;
        return TokenAnswers.afterUnauthorized(fetched(token), refused);
    }

    /** Asks Twitch whether the held token is good, and replaces a dead one. */
    Optional<ProviderFailure> validated() {
        StoredToken token = held;
        if (token == null || token.accessToken().isEmpty()) {
            return Optional.empty();
        }
        ValidationAnswer answer = oauth.validate(token.accessToken().get());
        if (answer instanceof ValidationAnswer.Unknown unknown) {
            return Optional.of(unknown.failure());
        }
        if (!isOurs(answer)) {
            refused = token;
            fetched(token);
        }
        return Optional.empty();
    }

    /** Whether {@link #get} would ask Twitch. */
    boolean isDue() {
        StoredToken token = held;
        return token == null || isDue(token);
    }

    private boolean isDue(StoredToken token) {
        return policy.isDue(token) || token.equals(refused);
    }

    private boolean isUsable(StoredToken token) {
        return policy.isUsable(token) && !token.equals(refused);
    }

    /** Whether a caller got no token, and fetching one may be attempted now. */
    boolean isDueForRetry() {
        return wanted && mayFetch();
    }

    /** Ends fetching in the background. */
    void endFetching() {
        background.shutdownNow();
    }

    /** Whether fetching one may be attempted now. */
    boolean mayFetch() {
        return backoff.remaining(KEY).isEmpty() && standing.refusal().isEmpty();
    }

    private boolean isOurs(ValidationAnswer answer) {
        return answer instanceof ValidationAnswer.ValidApp app && app.clientId().equals(clientId);
    }

    private Answer fetched(@Nullable StoredToken stale) {
        return flights.join(
                KEY,
                () -> fetch(stale),
                new Answer.Unavailable(
                        new ProviderFailure.RetryLater("the request was interrupted", Optional.empty())));
    }

    private Answer fetch(@Nullable StoredToken stale) {
        StoredToken current = held;
        if (current != null && !current.equals(stale)) {
            return handedOut(current);
        }
        Optional<StoredToken> stored = stored();
        if (stored.isPresent() && !stored.get().equals(stale) && !policy.isDue(stored.get())) {
            // Another process has fetched one.
            take(stored.get());
            return handedOut(stored.get());
        }
        Optional<ProviderFailure> refusal = standing.refusal();
        if (refusal.isPresent()) {
            return usableOr(stale, refusal.get());
        }
        var pause = backoff.acquire(KEY);
        if (pause.isPresent()) {
            return usableOr(stale, new ProviderFailure.RetryLater("waiting after a failed request", pause));
        }
        return conclude(stale, oauth.appToken());
    }

    private Answer conclude(@Nullable StoredToken stale, TokenAnswer answer) {
        if (answer instanceof TokenAnswer.Granted granted) {
            TokenGrant grant = granted.grant();
            StoredToken fresh = new StoredToken(
                    Optional.empty(),
                    Optional.of(grant.accessToken()),
                    Optional.of(grant.expiresAt(clock.instant())),
                    grant.tokenType());
            save(fresh);
            standing.accepted();
            log.info("app access token fetched");
            take(fresh);
            return handedOut(fresh);
        }
        return postpone(stale, ((TokenAnswer.Failed) answer).failure());
    }

    /** Empty if the database does not answer, too. */
    private Optional<StoredToken> stored() {
        try {
            return store.load();
        } catch (RuntimeException e) {
            log.debug("the stored app access token cannot be read, fetching another", e);
            return Optional.empty();
        }
    }

    private void save(StoredToken fresh) {
        try {
            store.save(fresh);
        } catch (RuntimeException e) {
            log.debug("the app access token cannot be stored, so the next start fetches another", e);
        }
    }

    private void take(StoredToken fresh) {
        held = fresh;
        wanted = false;
        failing = false;
        backoff.succeeded(KEY);
        wakeUps.happened(new WakeUps.Reason.AppTokenRenewed());
    }

    private Answer postpone(@Nullable StoredToken stale, ProviderFailure failure) {
        if (failure instanceof ProviderFailure.Misconfigured wrong) {
            standing.refused(wrong);
        } else {
            backoff.failed(KEY, failure instanceof ProviderFailure.RetryLater later ? later.after() : Optional.empty());
            if (!failing) {
                log.warn("the app access token could not be fetched, retrying: {}", failure.reason());
            } else {
                log.debug("the app access token could not be fetched again: {}", failure.reason());
            }
            failing = true;
        }
        return usableOr(stale, failure);
    }

    private Answer usableOr(@Nullable StoredToken token, ProviderFailure failure) {
        if (token != null && isUsable(token)) {
            return handedOut(token);
        }
        wanted = true;
        return new Answer.Unavailable(failure);
    }

    private static Answer handedOut(StoredToken token) {
        return new Answer.Available(token.accessToken().orElseThrow());
    }

    /** Keeps the app access token on disk, sealed. Every write is durable when the method returns. Safe for concurrent use. */
    public interface AppTokenStore {
        /** The token of this installation's client id; one that cannot be read counts as none. */
        Optional<StoredToken> load();

        void save(StoredToken token);
    }
}
