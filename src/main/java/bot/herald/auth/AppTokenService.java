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
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Holds the app access token: fetched when there is none, stored before it is used, replaced before its end and when
 * Twitch refuses it. Such a token cannot be refreshed, only fetched anew. Safe for concurrent use.
 */
public final class AppTokenService implements AppAccessToken {
    private static final Logger log = LoggerFactory.getLogger(AppTokenService.class);
    private static final String ONE = "app";
    /**
     * Twitch always says how long it lives, about two months; this only keeps an answer that does not say from causing
     * a loop.
     */
    private static final Duration UNSTATED_LIFETIME = Duration.ofHours(1);

    private final String clientId;
    private final AppTokenStore store;
    private final OAuthClient oauth;
    private final ClientStanding standing;
    private final WakeUps wakeUps;
    private final TokenExpiryPolicy policy;
    private final Clock clock;
    private final RefreshPace<String> pace;
    private final SingleFlight<String, Answer> flights = new SingleFlight<>();
    /** Nobody waits for its work, all of which can be repeated. */
    private final ExecutorService background = SpareThreads.of("app-token", 1);

    private final AtomicBoolean fetching = new AtomicBoolean();
    private volatile @Nullable StoredToken held;
    /** Rejected by Twitch, whatever the clock says. */
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
        this.pace = new RefreshPace<>(clock);
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

    /** Whether somebody asked for a token in vain, and fetching one may be attempted now. */
    boolean isDueForRetry() {
        return wanted && mayFetch();
    }

    /** Ends fetching in the background. */
    void endFetching() {
        background.shutdownNow();
    }

    /** Whether fetching one may be attempted now. */
    boolean mayFetch() {
        return pace.remaining(ONE).isEmpty() && standing.refusal().isEmpty();
    }

    private boolean isOurs(ValidationAnswer answer) {
        return answer instanceof ValidationAnswer.ValidApp app && app.clientId().equals(clientId);
    }

    private Answer fetched(@Nullable StoredToken stale) {
        return flights.join(
                ONE,
                () -> flySafely(stale),
                new Answer.Unavailable(new ProviderFailure.RetryLater("the request was broken off", Optional.empty())));
    }

    private Answer flySafely(@Nullable StoredToken stale) {
        try {
            return fly(stale);
        } catch (RuntimeException e) {
            // Most likely the database is down, which is no reason to do without a token that is still good.
            return postponed(
                    stale,
                    new ProviderFailure.RetryLater(
                            "the database does not answer (" + e.getClass().getSimpleName() + ")", Optional.empty()));
        }
    }

    private Answer fly(@Nullable StoredToken stale) {
        StoredToken current = held;
        if (current != null && !current.equals(stale)) {
            return handedOut(current);
        }
        Optional<StoredToken> stored = store.load();
        if (stored.isPresent() && !stored.get().equals(stale) && !policy.isDue(stored.get())) {
            // Another process was faster.
            take(stored.get());
            return handedOut(stored.get());
        }
        Optional<ProviderFailure> refusal = standing.refusal();
        if (refusal.isPresent()) {
            return usableOr(stale, refusal.get());
        }
        var pause = pace.enter(ONE);
        if (pause.isPresent()) {
            return usableOr(stale, new ProviderFailure.RetryLater("waiting after a failed request", pause));
        }
        return landed(stale, oauth.appToken());
    }

    private Answer landed(@Nullable StoredToken stale, TokenAnswer answer) {
        if (answer instanceof TokenAnswer.Granted granted) {
            TokenGrant grant = granted.grant();
            Instant now = clock.instant();
            StoredToken fresh = new StoredToken(
                    Optional.empty(),
                    Optional.of(grant.accessToken()),
                    Optional.of(now.plus(grant.expiresIn().orElse(UNSTATED_LIFETIME))),
                    grant.tokenType());
            store.save(fresh);
            standing.accepted();
            log.info("app access token fetched");
            take(fresh);
            return handedOut(fresh);
        }
        return postponed(stale, ((TokenAnswer.Failed) answer).failure());
    }

    private void take(StoredToken fresh) {
        held = fresh;
        wanted = false;
        failing = false;
        pace.succeeded(ONE);
        wakeUps.happened(new WakeUps.Reason.AppTokenRenewed());
    }

    private Answer postponed(@Nullable StoredToken stale, ProviderFailure failure) {
        if (failure instanceof ProviderFailure.Misconfigured wrong) {
            standing.refused(wrong);
        } else {
            pace.failed(ONE, failure instanceof ProviderFailure.RetryLater later ? later.after() : Optional.empty());
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
