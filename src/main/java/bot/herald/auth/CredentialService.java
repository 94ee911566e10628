package bot.herald.auth;

import bot.herald.auth.IdentityProvider.TokenAnswer;
import bot.herald.auth.IdentityProvider.ValidationAnswer;
import bot.herald.identity.AccountName;
import bot.herald.identity.Provider;
import bot.herald.identity.Scope;
import bot.herald.identity.Secret;
import bot.herald.lifecycle.SpareThreads;
import bot.herald.retry.WakeUps;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one holder of every credential: the bot's, every channel's, every logged-in person's, by account and purpose.
 *
 * <p>What it hands out is on disk already. One refresh per credential is in flight at a time; everybody who needs the
 * token waits for it. A refused refresh token ends in {@link CredentialState#NEEDS_REAUTHORIZATION} and is not tried
 * again; every other failure is, after a pause. Safe for concurrent use.
 */
public final class CredentialService implements AccessTokens {
    private static final Logger log = LoggerFactory.getLogger(CredentialService.class);

    /** In the order of {@link Provider}. */
    private final Map<Provider, Side> sides = new EnumMap<>(Provider.class);

    private final Clock clock;
    private final TokenExpiryPolicy policy;
    private final HeldCredentials held;
    private final StoredCredentials stored;
    private final ExecutorService background = SpareThreads.of("old-grants", 1);

    /** One provider: what it answers, and how its token endpoint is doing, says nothing of another's. */
    private record Side(IdentityProvider provider, RefreshPace<CredentialKey> pace, SharedRefresh refreshes) {}

    /** With Twitch alone. */
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
        this(List.of(new Application(clientId, oauth, standing)), store, live, observer, wakeUps, run, clock);
    }

    /**
     * @param applications one a provider; what is stored of another provider is left alone
     * @param wakeUps told of every token that is renewed
     * @param run names this process among all that refresh tokens in the database, for as long as it lives
     */
    public CredentialService(
            List<Application> applications,
            CredentialStore store,
            LiveCredentials live,
            CredentialObserver observer,
            WakeUps wakeUps,
            String run,
            Clock clock) {
        this.clock = clock;
        this.policy = new TokenExpiryPolicy(clock);
        this.held = new HeldCredentials(live, observer, wakeUps);
        this.stored = new StoredCredentials(
                applications.stream()
                        .collect(Collectors.toMap(one -> one.provider().provider(), Application::clientId)),
                store,
                held,
                key -> side(key).pace().forget(key),
                clock);
        for (Application one : applications) {
            RefreshPace<CredentialKey> pace = new RefreshPace<>(clock);
            SharedRefresh refreshes = new SharedRefresh(
                    new TokenRefresher(one.provider(), store, policy, run, observer, clock),
                    held,
                    pace,
                    one.standing(),
                    policy,
                    observer);
            sides.put(one.provider().provider(), new Side(one.provider(), pace, refreshes));
        }
    }

    private Side side(CredentialKey key) {
        Side side = sides.get(key.provider());
        if (side == null) {
            throw new IllegalStateException(key + " is of a provider that nobody set up");
        }
        return side;
    }

    private SharedRefresh refreshes(CredentialKey key) {
        return side(key).refreshes();
    }

    /** Takes in what is on disk; asks nobody for anything. */
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

    /** Twitch's credentials for one purpose, by Twitch user id. */
    public List<Credential> all(Purpose purpose) {
        return held.all(purpose);
    }

    /**
     * Takes over what other processes wrote or erased since. Asks nobody for anything.
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
        Answer answer = refreshes(key).refresh(before);
        boolean renewed =
                find(key).filter(now -> now.version() > before.version()).isPresent();
        return renewed || answer instanceof Answer.Unavailable
                ? answer
                : Answers.unavailable(refreshes(key).hindrance(key));
    }

    /**
     * Stores a grant; it replaces the older one of the same user and purpose, and heals it if it was dead.
     *
     * @return what it replaced; it is still good at its provider
     */
    public Optional<Credential> put(CredentialKey key, AccountName name, TokenGrant grant, Set<Scope> scopes) {
        StoredToken token = new StoredToken(
                grant.refreshToken(),
                Optional.of(grant.accessToken()),
                grant.expiresIn().map(clock.instant()::plus),
                grant.tokenType());
        return stored.put(new Credential(key, name, token, scopes, CredentialState.VALID, "", 0));
    }

    /**
     * Ends a grant that a newer one of the same user replaced, in the background, once: if its provider does not answer it stays,
     * and does no harm. Not for tokens that somebody brought, which may be of the same grant.
     */
    void endReplaced(Credential replaced) {
        IdentityProvider provider = side(replaced.key()).provider();
        if (replaced.isUsable() && !provider.revokesEveryGrant()) {
            background.execute(() -> {
                Optional<Secret> live = policy.isUsable(replaced.token())
                        ? replaced.token().accessToken()
                        : replaced.token().refreshToken().flatMap(token -> liveTokenOf(provider, token));
                live.flatMap(provider::revoke)
                        .ifPresent(failure -> log.info(
                                "{} an older grant could not be revoked on {}: {}",
                                replaced.key(),
                                provider.provider().title(),
                                failure.reason()));
            });
        }
    }

    /** Only a live access token ends its grant. */
    private static Optional<Secret> liveTokenOf(IdentityProvider provider, Secret refreshToken) {
        return provider.refresh(refreshToken) instanceof TokenAnswer.Granted granted
                ? Optional.of(granted.grant().accessToken())
                : Optional.empty();
    }

    /**
     * Ends the grant at its provider and erases the token here; it is erased also when the provider cannot be reached.
     *
     * <p>An access token that has ended is refreshed first, because only a live one ends the grant.
     */
    public void remove(CredentialKey key) {
        if (accessToken(key) instanceof Answer.Available available) {
            side(key)
                    .provider()
                    .revoke(available.accessToken())
                    .ifPresent(failure -> log.warn(
                            "{} could not be revoked on {}: {}",
                            key,
                            key.provider().title(),
                            failure.reason()));
        }
        stored.erase(key);
    }

    @Override
    public Answer accessToken(CredentialKey key) {
        return find(key)
                .map(credential -> credential.isUsable()
                                && (policy.isDue(credential.token())
                                        || refreshes(key).isRefused(credential))
                        ? refreshes(key).refresh(credential)
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
        SharedRefresh refreshes = refreshes(key);
        // Of a token that is known to be refused nobody need be asked once for every call that was under way.
        if (!refreshes.isRefused(credential)
                && side(key).provider().validate(refused) instanceof ValidationAnswer.Valid valid) {
            log.warn(
                    "{} {} answered 401 though it calls the token good",
                    key,
                    key.provider().title());
            stored.validated(credential, valid);
            return isHeldAs(key, refused)
                    ? new AfterUnauthorized.Repeat(refused)
                    : Answers.afterUnauthorized(accessToken(key), refused);
        }
        // Where nothing is said of the token, the 401 counts.
        refreshes.refused(credential);
        return Answers.afterUnauthorized(refreshes.refresh(credential), refused);
    }

    /** Those who have no token that is taken because refreshing failed in passing, and for whom it is time to try again. */
    List<CredentialKey> toBeTried() {
        return sides.values().stream()
                .flatMap(side -> side.refreshes().toBeTried().stream())
                .toList();
    }

    /** How long the refresh that has been under way for longest has; zero while there is none. */
    Duration longestRefresh() {
        return sides.values().stream()
                .map(side -> side.refreshes().longest())
                .max(Duration::compareTo)
                .orElse(Duration.ZERO);
    }

    /**
     * Ends refreshing for good; what lasts longer than {@code patience} is broken off. Blocks until nothing of it is under way,
     * so that the database can be closed.
     */
    public void end(Duration patience) {
        background.shutdown();
        sides.values().forEach(side -> side.refreshes().end(patience));
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
     * Asks its provider whether the held token is good, takes scopes and name from the answer, and refreshes a dead one.
     *
     * @return the state afterwards; unchanged if the provider could not be asked
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
        ValidationAnswer answer = side(credential.key()).provider().validate(token.get());
        if (answer instanceof ValidationAnswer.Valid valid) {
            stored.validated(credential, valid);
        } else if (answer instanceof ValidationAnswer.Invalid) {
            refreshes(credential.key()).refused(credential);
            refreshes(credential.key()).refresh(credential);
        }
    }

    /** Whether the provider demands that the credential is validated hourly. */
    boolean demandsValidation(CredentialKey key) {
        return side(key).provider().demandsValidation();
    }
}
