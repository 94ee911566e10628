package bot.herald.auth;

import bot.herald.auth.OAuthClient.TokenAnswer;
import bot.herald.auth.OAuthClient.ValidationAnswer;
import bot.herald.identity.Scope;
import bot.herald.identity.Secret;
import bot.herald.identity.TwitchLogin;
import bot.herald.lifecycle.SpareThreads;
import bot.herald.retry.WakeUps;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one holder of every credential: the bot's, every channel's, every logged-in person's, by Twitch user id and purpose.
 *
 * <p>What it hands out is on disk already. One refresh per credential is in flight at a time; everybody who needs the
 * token waits for it. A refused refresh token ends in {@link CredentialState#NEEDS_REAUTHORIZATION} and is not tried
 * again; every other failure is, after a pause. Safe for concurrent use.
 */
public final class CredentialService implements AccessTokens {
    private static final Logger log = LoggerFactory.getLogger(CredentialService.class);

    private final OAuthClient oauth;
    private final Clock clock;
    private final TokenExpiryPolicy policy;
    private final HeldCredentials held;
    private final StoredCredentials stored;
    private final SharedRefresh refreshes;
    private final ExecutorService background = SpareThreads.of("old-grants", 1);

    /**
     * @param wakeUps told of every token that is renewed
     * @param run names this process among all that refresh tokens in the database, for as long as it lives
     */
    public CredentialService(
            String clientId,
            CredentialStore store,
            OAuthClient oauth,
            LiveCredentials live,
            CredentialObserver observer,
            ClientStanding standing,
            WakeUps wakeUps,
            String run,
            Clock clock) {
        this.oauth = oauth;
        this.clock = clock;
        this.policy = new TokenExpiryPolicy(clock);
        this.held = new HeldCredentials(live, observer, wakeUps);
        RefreshPace<CredentialKey> pace = new RefreshPace<>(clock);
        this.stored = new StoredCredentials(clientId, store, held, pace, clock);
        this.refreshes = new SharedRefresh(
                new TokenRefresher(oauth, store, policy, run, observer, clock), held, pace, standing, policy, observer);
    }

    /** Takes in what is on disk; asks Twitch for nothing. */
    public void load() {
        stored.load();
    }

    /**
     * To be called once, before anything is refreshed, by a process that alone runs the bot on the database: nobody waits for
     * a run that was killed.
     */
    public void takeOverFromEarlierRuns() {
        stored.endLeasesOfEarlierRuns();
    }

    public Optional<Credential> find(CredentialKey key) {
        return held.find(key);
    }

    /**
     * As {@link #find}, but what another process has just stored is found too; blocks on the database if a usable one is not
     * held.
     */
    public Optional<Credential> findAnywhere(CredentialKey key) {
        if (findUsable(key).isEmpty()) {
            stored.takeOver(key);
        }
        return find(key);
    }

    /** Every credential, in no order. */
    public List<Credential> all() {
        return held.all();
    }

    /** Credentials for one purpose, by Twitch user id. */
    public List<Credential> all(Purpose purpose) {
        return held.all(purpose);
    }

    /**
     * Takes over what other processes wrote or erased since. Asks Twitch for nothing.
     *
     * @return whether anything had changed
     */
    public boolean reload() {
        return stored.reload();
    }

    /** What its owner granted; nothing if there is none. */
    public Set<Scope> scopes(CredentialKey key) {
        return find(key).map(Credential::scopes).orElse(Set.of());
    }

    private Optional<Credential> findUsable(CredentialKey key) {
        return find(key).filter(Credential::isUsable);
    }

    /**
     * Refreshes the token now, due or not; joins a refresh under way. Blocks for at most one refresh.
     *
     * @return the new token, or why there is none, also when the old one still works
     */
    public Answer renew(CredentialKey key) {
        return find(key)
                .map(credential -> credential.isUsable() ? renew(credential) : Answers.of(credential))
                .orElseGet(Answers::notConnected);
    }

    private Answer renew(Credential before) {
        CredentialKey key = before.key();
        Answer answer = refreshes.refresh(before);
        boolean renewed =
                find(key).filter(now -> now.version() > before.version()).isPresent();
        return renewed || answer instanceof Answer.Unavailable ? answer : Answers.unavailable(refreshes.hindrance(key));
    }

    /**
     * Stores a grant; it replaces the older one of the same user and purpose, and heals it if it was dead.
     *
     * @return what it replaced; it is still good at Twitch
     */
    public Optional<Credential> put(CredentialKey key, TwitchLogin login, TokenGrant grant, Set<Scope> scopes) {
        StoredToken token = new StoredToken(
                grant.refreshToken(),
                Optional.of(grant.accessToken()),
                grant.expiresIn().map(clock.instant()::plus),
                grant.tokenType());
        return stored.put(new Credential(key, login, token, scopes, CredentialState.VALID, "", 0));
    }

    /**
     * Ends a grant that a newer one of the same user replaced, in the background, once: if Twitch does not answer it stays, and
     * does no harm. Not for tokens that somebody brought, which may be of the same grant.
     */
    void endReplaced(Credential replaced) {
        if (replaced.isUsable()) {
            background.execute(() -> {
                Optional<Secret> live = policy.isUsable(replaced.token())
                        ? replaced.token().accessToken()
                        : replaced.token().refreshToken().flatMap(this::liveTokenOf);
                live.flatMap(oauth::revoke)
                        .ifPresent(failure -> log.info(
                                "{} an older grant could not be revoked on Twitch: {}",
                                replaced.key(),
                                failure.reason()));
            });
        }
    }

    /** Only a live access token ends its grant. */
    private Optional<Secret> liveTokenOf(Secret refreshToken) {
        return oauth.refresh(refreshToken) instanceof TokenAnswer.Granted granted
                ? Optional.of(granted.grant().accessToken())
                : Optional.empty();
    }

    /**
     * Ends the grant at Twitch and erases the token here; it is erased also when Twitch cannot be reached.
     *
     * <p>An access token that has ended is refreshed first, because only a live one ends the grant.
     */
    public void remove(CredentialKey key) {
        if (accessToken(key) instanceof Answer.Available available) {
            oauth.revoke(available.accessToken())
                    .ifPresent(failure -> log.warn("{} could not be revoked on Twitch: {}", key, failure.reason()));
        }
        stored.erase(key);
    }

    @Override
    public Answer accessToken(CredentialKey key) {
        return find(key)
                .map(credential ->
                        credential.isUsable() && (policy.isDue(credential.token()) || refreshes.isRefused(credential))
                                ? refreshes.refresh(credential)
                                : Answers.of(credential))
                .orElseGet(Answers::notConnected);
    }

    @Override
    public AfterUnauthorized afterUnauthorized(CredentialKey key, Secret refused) {
        Optional<Credential> found = find(key);
        if (found.filter(Credential::isUsable).isEmpty()) {
            return Answers.afterUnauthorized(found.map(Answers::of).orElseGet(Answers::notConnected), refused);
        }
        Credential credential = found.get();
        if (!credential.token().accessToken().equals(Optional.of(refused))) {
            return Answers.afterUnauthorized(accessToken(key), refused);
        }
        // Of a token that is known to be refused Twitch need not be asked once for every call that was under way.
        if (!refreshes.isRefused(credential) && oauth.validate(refused) instanceof ValidationAnswer.Valid valid) {
            log.warn("{} Twitch answered 401 though it calls the token good", key);
            stored.validated(credential, valid);
            return isHeldAs(key, refused)
                    ? new AfterUnauthorized.Repeat(refused)
                    : Answers.afterUnauthorized(accessToken(key), refused);
        }
        // Where Twitch does not say of the token, its 401 counts.
        refreshes.refused(credential);
        return Answers.afterUnauthorized(refreshes.refresh(credential), refused);
    }

    /** Those who have no token that Twitch takes because refreshing failed in passing, and for whom it is time to try again. */
    List<CredentialKey> toBeTried() {
        return refreshes.toBeTried();
    }

    /** How long the refresh that has been under way for longest has; zero while there is none. */
    Duration longestRefresh() {
        return refreshes.longest();
    }

    /**
     * Ends refreshing for good; what lasts longer than {@code patience} is broken off. Blocks until nothing of it is under way,
     * so that the database can be closed.
     */
    public void end(Duration patience) {
        background.shutdown();
        refreshes.end(patience);
        try {
            if (!background.awaitTermination(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                background.shutdownNow();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean isHeldAs(CredentialKey key, Secret token) {
        return findUsable(key)
                .filter(credential -> credential.token().accessToken().equals(Optional.of(token)))
                .isPresent();
    }

    /**
     * Asks Twitch whether the held token is good, takes scopes and login from the answer, and refreshes a dead one.
     *
     * @return the state afterwards; unchanged if Twitch could not be asked
     */
    public CredentialState validate(CredentialKey key) {
        findUsable(key).ifPresent(this::validate);
        return find(key).map(Credential::state).orElse(CredentialState.NEEDS_REAUTHORIZATION);
    }

    private void validate(Credential credential) {
        Optional<Secret> token = credential.token().accessToken();
        if (token.isEmpty()) {
            accessToken(credential.key());
            return;
        }
        ValidationAnswer answer = oauth.validate(token.get());
        if (answer instanceof ValidationAnswer.Valid valid) {
            stored.validated(credential, valid);
        } else if (answer instanceof ValidationAnswer.Invalid) {
            refreshes.refused(credential);
            refreshes.refresh(credential);
        }
    }
}
