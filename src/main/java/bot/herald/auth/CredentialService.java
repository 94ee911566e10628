package bot.herald.auth;

import bot.herald.auth.TokenRefresher.Outcome;
import bot.herald.identity.Scope;
import bot.herald.identity.Secret;
import bot.herald.identity.TwitchFailure;
import bot.herald.identity.TwitchLogin;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
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

    private final String clientId;
    private final CredentialStore store;
    private final OAuthClient oauth;
    private final LiveCredentials live;
    private final CredentialObserver observer;
    private final ClientStanding standing;
    private final Clock clock;
    private final TokenExpiryPolicy policy;
    private final TokenRefresher refresher;
    private final RefreshBackoff<CredentialKey> backoff;
    private final Map<CredentialKey, Credential> held = new ConcurrentHashMap<>();
    private final SingleFlight<CredentialKey, Answer> flights = new SingleFlight<>();

    public CredentialService(
            String clientId,
            CredentialStore store,
            OAuthClient oauth,
            LiveCredentials live,
            CredentialObserver observer,
            ClientStanding standing,
            Clock clock) {
        this.clientId = clientId;
        this.store = store;
        this.oauth = oauth;
        this.live = live;
        this.observer = observer;
        this.standing = standing;
        this.clock = clock;
        this.policy = new TokenExpiryPolicy(clock);
        this.refresher = new TokenRefresher(oauth, store, policy, clock);
        this.backoff = new RefreshBackoff<>(clock);
    }

    /** Takes in what is on disk; asks Twitch for nothing. */
    public void load() {
        store.loadAll().forEach(this::adopt);
        log.info("credentials={} loaded", held.size());
    }

    public Optional<Credential> find(CredentialKey key) {
        return Optional.ofNullable(held.get(key));
    }

    /**
     * As {@link #find}, but what another process has just stored is found too; blocks on the database if a usable one is not
     * held.
     */
    public Optional<Credential> findAnywhere(CredentialKey key) {
        boolean usable = find(key)
                .filter(held -> held.state() != CredentialState.NEEDS_REAUTHORIZATION)
                .isPresent();
        if (!usable) {
            adoptFromElsewhere(key);
        }
        return find(key);
    }

    /** Every credential, in no order. */
    public List<Credential> all() {
        return List.copyOf(held.values());
    }

    /** Credentials for one purpose, by Twitch user id. */
    public List<Credential> all(Purpose purpose) {
        return held.values().stream()
                .filter(credential -> credential.key().purpose() == purpose)
                .sorted((a, b) -> a.key().userId().compareTo(b.key().userId()))
                .toList();
    }

    /**
     * Takes over what other processes wrote or erased since. Asks Twitch for nothing.
     *
     * @return whether anything had changed
     */
    public boolean reload() {
        Map<CredentialKey, Long> stored = store.versions();
        boolean changed = false;
        for (Map.Entry<CredentialKey, Long> row : stored.entrySet()) {
            Credential mine = held.get(row.getKey());
            if (mine == null || mine.version() < row.getValue()) {
                changed |= adoptFromElsewhere(row.getKey());
            }
        }
        for (CredentialKey key : Set.copyOf(held.keySet())) {
            // Looked up once more, because it may have been connected here since the list was read.
            if (!stored.containsKey(key) && store.load(key).isEmpty()) {
                log.info("{} removed by another process", key);
                forget(key);
                changed = true;
            }
        }
        return changed;
    }

    private boolean adoptFromElsewhere(CredentialKey key) {
        Optional<Credential> newer = store.load(key)
                .filter(stored -> find(key)
                        .filter(mine -> mine.version() >= stored.version())
                        .isEmpty());
        newer.ifPresent(credential -> {
            log.info(
                    "{} state={} changed by another process",
                    key,
                    credential.state().text());
            adopt(credential);
            // Whatever kept this process from refreshing it is no longer known to be true.
            backoff.succeeded(key);
        });
        if (newer.isPresent() && store.load(key).isEmpty()) {
            // Removed here while it was taken over.
            forget(key);
        }
        return newer.isPresent();
    }

    /**
     * Refreshes the token now, due or not; joins a refresh under way. Blocks for at most one refresh.
     *
     * @return the new token, or why there is none, also when the old one still works
     */
    public Answer renew(CredentialKey key) {
        Credential before = held.get(key);
        if (before == null) {
            return unavailable(new TwitchFailure.Reauthorize("not connected"));
        }
        if (before.state() == CredentialState.NEEDS_REAUTHORIZATION) {
            return unavailable(new TwitchFailure.Reauthorize(before.detail()));
        }
        Answer answer = refreshed(before);
        boolean renewed =
                find(key).filter(now -> now.version() > before.version()).isPresent();
        return renewed || answer instanceof Answer.Unavailable
                ? answer
                : unavailable(standing.refusal()
                        .orElseGet(() ->
                                new TwitchFailure.RetryLater("Twitch gave no new token", backoff.remaining(key))));
    }

    /** Stores a fresh grant; it replaces the older one of the same user and purpose, and heals it if it was dead. */
    public void put(CredentialKey key, TwitchLogin login, TokenGrant grant, Set<Scope> scopes) {
        StoredToken token = new StoredToken(
                grant.refreshToken(),
                Optional.of(grant.accessToken()),
                grant.expiresIn().map(clock.instant()::plus),
                grant.tokenType());
        Credential fresh = new Credential(key, login, token, scopes, CredentialState.VALID, "", 0);
        adopt(store.put(fresh));
        backoff.succeeded(key);
    }

    /**
     * Ends the grant at Twitch and erases the token here; it is erased also when Twitch cannot be reached.
     *
     * <p>An access token that has ended is refreshed first, because only a live one ends the grant.
     */
    public void remove(CredentialKey key) {
        if (accessToken(key) instanceof Answer.Available available) {
            oauth.revoke(available.accessToken())
                    .ifPresent(failure -> log.warn("{} could not be revoked at Twitch: {}", key, failure.reason()));
        }
        forget(key);
        store.erase(key);
    }

    @Override
    public Answer accessToken(CredentialKey key) {
        Credential credential = held.get(key);
        if (credential == null) {
            return unavailable(new TwitchFailure.Reauthorize("not connected"));
        }
        if (credential.state() == CredentialState.NEEDS_REAUTHORIZATION) {
            return unavailable(new TwitchFailure.Reauthorize(credential.detail()));
        }
        return policy.isDue(credential.token()) ? refreshed(credential) : held(credential);
    }

    @Override
    public Optional<Secret> afterUnauthorized(CredentialKey key, Secret refused) {
        Credential credential = held.get(key);
        if (credential == null || credential.state() == CredentialState.NEEDS_REAUTHORIZATION) {
            return Optional.empty();
        }
        if (!credential.token().accessToken().equals(Optional.of(refused))) {
            return tokenOf(accessToken(key));
        }
        ValidationAnswer validation = oauth.validate(refused);
        if (validation instanceof ValidationAnswer.Valid valid) {
            log.warn("{} Twitch answered 401 though the token is good: a scope or a role is missing", key);
            validated(credential, valid);
            return Optional.empty();
        }
        if (validation instanceof ValidationAnswer.Unknown) {
            return Optional.empty();
        }
        // A postponed refresh hands out the old token while the clock says it is good; Twitch has just said otherwise.
        return tokenOf(refreshed(credential)).filter(token -> !token.equals(refused));
    }

    /**
     * Asks Twitch whether the held token is good, takes scopes and login from the answer, and refreshes a dead one.
     *
     * @return the state afterwards; unchanged if Twitch could not be asked
     */
    public CredentialState validate(CredentialKey key) {
        Credential credential = held.get(key);
        if (credential == null || credential.state() == CredentialState.NEEDS_REAUTHORIZATION) {
            return CredentialState.NEEDS_REAUTHORIZATION;
        }
        if (credential.token().accessToken().isEmpty()) {
            accessToken(key);
        } else {
            ValidationAnswer answer =
                    oauth.validate(credential.token().accessToken().get());
            if (answer instanceof ValidationAnswer.Valid valid) {
                validated(credential, valid);
            } else if (answer instanceof ValidationAnswer.Invalid) {
                refreshed(credential);
            }
        }
        return find(key).map(Credential::state).orElse(CredentialState.NEEDS_REAUTHORIZATION);
    }

    private void validated(Credential credential, ValidationAnswer.Valid valid) {
        if (!valid.clientId().equals(clientId)) {
            markDead(credential, "the token belongs to another application");
        } else if (!valid.userId().equals(credential.key().userId())) {
            markDead(credential, "the token belongs to another user: " + valid.userId());
        } else {
            StoredToken token = new StoredToken(
                    credential.token().refreshToken(),
                    credential.token().accessToken(),
                    valid.expiresIn()
                            .map(clock.instant()::plus)
                            .or(() -> credential.token().expiresAt()),
                    credential.token().tokenType());
            boolean changed = credential.state() != CredentialState.VALID
                    || !valid.login().equals(credential.login())
                    || !valid.scopes().equals(credential.scopes())
                    || credential.token().expiresAt().isEmpty();
            if (changed) {
                replace(credential.validated(valid.login(), token, valid.scopes()));
            }
        }
    }

    private void markDead(Credential credential, String detail) {
        replace(credential.withState(CredentialState.NEEDS_REAUTHORIZATION, detail));
    }

    private void replace(Credential changed) {
        if (store.replace(changed)) {
            adopt(changed);
        } else {
            store.load(changed.key()).ifPresentOrElse(this::adopt, () -> forget(changed.key()));
        }
    }

    private Answer refreshed(Credential stale) {
        return flights.join(
                stale.key(),
                () -> fly(stale),
                unavailable(new TwitchFailure.RetryLater("the refresh was broken off", Optional.empty())));
    }

    private Answer fly(Credential stale) {
        Credential current = held.getOrDefault(stale.key(), stale);
        if (current.version() > stale.version()) {
            // Between the caller's look and this flight another flight has landed.
            return current.state() == CredentialState.NEEDS_REAUTHORIZATION
                    ? unavailable(new TwitchFailure.Reauthorize(current.detail()))
                    : held(current);
        }
        Optional<TwitchFailure> refusal = standing.refusal();
        if (refusal.isPresent()) {
            return usableOr(current, refusal.get());
        }
        Optional<Duration> pause = backoff.remaining(stale.key());
        if (pause.isPresent()) {
            return usableOr(current, new TwitchFailure.RetryLater("waiting after a failed refresh", pause));
        }
        return landed(current, outcome(current));
    }

    private Outcome outcome(Credential current) {
        try {
            return refresher.refresh(current);
        } catch (RuntimeException e) {
            // Most likely the database is away, which is no reason to do without a token that is still good.
            return new Outcome.Postponed(new TwitchFailure.RetryLater(
                    "the database does not answer (" + e.getClass().getSimpleName() + ")", Optional.empty()));
        }
    }

    private Answer landed(Credential before, Outcome outcome) {
        CredentialKey key = before.key();
        if (outcome instanceof Outcome.Renewed renewed) {
            standing.accepted();
            return landedWith(renewed.credential(), "renewed");
        }
        if (outcome instanceof Outcome.Adopted adopted) {
            return landedWith(adopted.credential(), "adopted");
        }
        if (outcome instanceof Outcome.Rejected rejected) {
            Credential dead = rejected.credential();
            log.error(
                    "user={} login={} purpose={} needs to connect again: {}",
                    key.userId(),
                    dead.login(),
                    key.purpose().text(),
                    dead.detail());
            return landedWith(dead, "rejected");
        }
        if (outcome instanceof Outcome.Postponed postponed) {
            return postponed(before, postponed.failure());
        }
        forget(key);
        return unavailable(new TwitchFailure.Reauthorize("not connected"));
    }

    private Answer landedWith(Credential credential, String outcome) {
        backoff.succeeded(credential.key());
        adopt(credential);
        observer.refreshed(credential.key(), outcome);
        return credential.state() == CredentialState.NEEDS_REAUTHORIZATION
                ? unavailable(new TwitchFailure.Reauthorize(credential.detail()))
                : held(credential);
    }

    private Answer postponed(Credential before, TwitchFailure failure) {
        if (failure instanceof TwitchFailure.Misconfigured wrong) {
            standing.refused(wrong);
            observer.refreshed(before.key(), "misconfigured");
        } else {
            Optional<Duration> after =
                    failure instanceof TwitchFailure.RetryLater later ? later.after() : Optional.empty();
            backoff.failed(before.key(), after);
            log.warn("{} refresh postponed: {}", before.key(), failure.reason());
            observer.refreshed(before.key(), "retry");
        }
        return usableOr(before, failure);
    }

    /** The old token, as long as Twitch takes it: a failed refresh ahead of time is no reason to stop working. */
    private Answer usableOr(Credential credential, TwitchFailure failure) {
        return policy.isUsable(credential.token()) ? held(credential) : unavailable(failure);
    }

    /** Takes {@code credential} over unless a newer one is held. */
    private void adopt(Credential credential) {
        AtomicBoolean stateChanged = new AtomicBoolean();
        AtomicBoolean renamed = new AtomicBoolean();
        held.compute(credential.key(), (key, before) -> {
            if (before != null && before.version() > credential.version()) {
                return before;
            }
            live.changed(credential);
            stateChanged.set(before != null && before.state() != credential.state());
            renamed.set(before != null && !before.login().equals(credential.login()));
            return credential;
        });
        // Afterwards, because who hears of it asks this service for what is held.
        if (renamed.get()) {
            observer.renamed(credential);
        }
        if (stateChanged.get()) {
            observer.stateChanged(credential);
        }
    }

    private void forget(CredentialKey key) {
        held.compute(key, (k, before) -> {
            live.removed(k);
            return null;
        });
        backoff.succeeded(key);
    }

    private static Answer held(Credential credential) {
        return credential
                .token()
                .accessToken()
                .<Answer>map(Answer.Available::new)
                .orElseGet(() ->
                        unavailable(new TwitchFailure.RetryLater("no access token is held yet", Optional.empty())));
    }

    private static Answer unavailable(TwitchFailure failure) {
        return new Answer.Unavailable(failure);
    }

    private static Optional<Secret> tokenOf(Answer answer) {
        return answer instanceof Answer.Available available ? Optional.of(available.accessToken()) : Optional.empty();
    }
}
