package bot.herald.auth;

import bot.herald.auth.IdentityProvider.ValidationAnswer;
import bot.herald.identity.AccountId;
import bot.herald.identity.AccountName;
import bot.herald.identity.ProviderFailure;
import bot.herald.identity.Scope;
import bot.herald.identity.Secret;
import bot.herald.retry.WakeUps;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Holds every credential, by account and purpose: the bot's, every channel's, every logged-in person's.
 *
 * <p>A token is on disk before anybody gets it. At most one refresh per credential is in flight; everybody who needs the
 * token waits for that one. A refresh token that the provider rejects puts the credential into
 * {@link CredentialState#NEEDS_REAUTHORIZATION} and is not tried again; any other failure is retried after a pause. Safe
 * for concurrent use.
 */
public final class CredentialService implements AccessTokens {
    private static final Logger log = LoggerFactory.getLogger(CredentialService.class);

    private final Clock clock;
    private final TokenExpiryPolicy policy;
    private final HeldCredentials held;
    private final StoredCredentials stored;
    private final IdentityProviders providers;
    private final GrantRevocation revocation;

    /**
     * @param applications one for each provider; stored credentials of other providers are left alone
     * @param wakeUps told of every access token that is replaced
     * @param run names this process among all that refresh tokens in the database; new for each start
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
        this.providers = new IdentityProviders(applications, store, held, policy, observer, run, clock);
        this.stored = new StoredCredentials(
                applications.stream()
                        .collect(Collectors.toMap(one -> one.provider().provider(), Application::clientId)),
                store,
                held,
                providers::forgetPause,
                clock);
        this.revocation = new GrantRevocation(providers, policy);
    }

    /** Reads what is stored; calls no provider. */
    public void load() {
        stored.load();
    }

    /**
     * Ends the leases of killed processes, which would delay refreshes. To be called once, before anything is refreshed,
     * by the only process on the database.
     */
    public void takeOverFromEarlierRuns() {
        stored.endLeasesOfEarlierRuns();
    }

    /**
     * Takes over what other processes stored or erased since; calls no provider.
     *
     * @return whether anything had changed
     */
    public boolean reload() {
        return stored.reload();
    }

    public Optional<Credential> find(CredentialKey key) {
        return held.find(key);
    }

    /**
     * Like {@link #find}, but looks into the database where no usable one is held, because another process may have
     * stored it. Blocks.
     */
    public Optional<Credential> findAnywhere(CredentialKey key) {
        if (findUsable(key).isEmpty()) {
            stored.takeOver(key);
        }
        return find(key);
    }

    private Optional<Credential> findUsable(CredentialKey key) {
        return find(key).filter(Credential::isUsable);
    }

    /** Every credential, in no particular order. */
    public List<Credential> all() {
        return held.all();
    }

    /** Twitch's credentials for one purpose, by Twitch user id. */
    public List<Credential> all(Purpose purpose) {
        return held.all(purpose);
    }

    /** The scopes that the account granted; empty without a credential. */
    public Set<Scope> scopes(CredentialKey key) {
        return find(key).map(Credential::scopes).orElse(Set.of());
    }

    /**
     * Stores a grant in place of the older one of the same account and purpose, whatever its state.
     *
     * @return the credential that was replaced, whose grant is still valid
     */
    public Optional<Credential> put(CredentialKey key, AccountName name, TokenGrant grant, Set<Scope> scopes) {
        StoredToken token = new StoredToken(
                grant.refreshToken(),
                Optional.of(grant.accessToken()),
                grant.expiresIn().map(clock.instant()::plus),
                grant.tokenType());
        return stored.put(new Credential(key, name, token, scopes, CredentialState.VALID, "", 0));
    }

    /** Stores an account's present name with each of its credentials. */
    public void renamed(AccountId account, AccountName name) {
        stored.renamed(account, name);
    }

    @Override
    public Answer accessToken(CredentialKey key) {
        return find(key)
                .map(credential -> needsRefresh(credential)
                        ? providers.refreshes(key).refresh(credential)
                        : TokenAnswers.of(credential))
                .orElseGet(TokenAnswers::notConnected);
    }

    private boolean needsRefresh(Credential credential) {
        return credential.isUsable()
                && (policy.isDue(credential.token())
                        || providers.refreshes(credential.key()).isRefused(credential));
    }

    @Override
    public AfterUnauthorized afterUnauthorized(CredentialKey key, Secret refused) {
        Optional<Credential> found = find(key);
        if (found.filter(Credential::isUsable).isEmpty()) {
            return TokenAnswers.afterUnauthorized(
                    found.map(TokenAnswers::of).orElseGet(TokenAnswers::notConnected), refused);
        }
        Credential credential = found.get();
        if (!hasAccessToken(credential, refused)) {
            return TokenAnswers.afterUnauthorized(accessToken(key), refused);
        }
        SharedRefresh refreshes = providers.refreshes(key);
        // Many calls may have used the token: validate it only for the first that was refused.
        if (!refreshes.isRefused(credential)
                && providers.of(key).validate(refused) instanceof ValidationAnswer.Valid valid) {
            log.warn(
                    "{} {} answered 401, though it says the token is valid",
                    key,
                    key.provider().title());
            stored.validated(credential, valid);
            return findUsable(key).filter(now -> hasAccessToken(now, refused)).isPresent()
                    ? new AfterUnauthorized.Repeat(refused)
                    : TokenAnswers.afterUnauthorized(accessToken(key), refused);
        }
        // The token is invalid, or could not be validated.
        refreshes.refused(credential);
        return TokenAnswers.afterUnauthorized(refreshes.refresh(credential), refused);
    }

    private static boolean hasAccessToken(Credential credential, Secret accessToken) {
        return credential.token().accessToken().equals(Optional.of(accessToken));
    }

    /**
     * Refreshes the token now, due or not, or joins a refresh in flight. Blocks for at most one refresh.
     *
     * @return the new token, or why there is none, even if the old one still works
     */
    public Answer refresh(CredentialKey key) {
        return find(key)
                .map(credential -> credential.isUsable() ? refresh(credential) : TokenAnswers.of(credential))
                .orElseGet(TokenAnswers::notConnected);
    }

    private Answer refresh(Credential before) {
        CredentialKey key = before.key();
        SharedRefresh refreshes = providers.refreshes(key);
        Answer answer = refreshes.refresh(before);
        boolean refreshed =
                find(key).filter(now -> now.version() > before.version()).isPresent();
        return refreshed || answer instanceof Answer.Unavailable
                ? answer
                : TokenAnswers.unavailable(refreshes.latestFailure(key));
    }

    /**
     * Asks the provider whether the access token is valid, stores the scopes and name it reports, and refreshes an
     * invalid token.
     *
     * @return the state afterwards; unchanged if the provider could not be asked
     */
    public CredentialState validate(CredentialKey key) {
        var unused = validated(key);
        return find(key).map(Credential::state).orElse(CredentialState.NEEDS_REAUTHORIZATION);
    }

    /** As {@link #validate}, and says why the provider could not be asked; empty if it answered or there is nothing to ask. */
    Optional<ProviderFailure> validated(CredentialKey key) {
        return findUsable(key).flatMap(this::validated);
    }

    private Optional<ProviderFailure> validated(Credential credential) {
        CredentialKey key = credential.key();
        Optional<Secret> token = credential.token().accessToken();
        if (token.isEmpty()) {
            accessToken(key);
            return Optional.empty();
        }
        ValidationAnswer answer = providers.of(key).validate(token.get());
        if (answer instanceof ValidationAnswer.Valid valid) {
            stored.validated(credential, valid);
        } else if (answer instanceof ValidationAnswer.Invalid) {
            providers.refreshes(key).refused(credential);
            providers.refreshes(key).refresh(credential);
        }
        return answer instanceof ValidationAnswer.Unknown unknown ? Optional.of(unknown.failure()) : Optional.empty();
    }

    /** Whether the provider demands that the credential be validated hourly. */
    boolean demandsValidation(CredentialKey key) {
        return providers.of(key).demandsValidation();
    }

    /**
     * Credentials whose pause is over: those without a usable access token whose refresh failed temporarily, and those
     * whose new tokens could not be stored.
     */
    List<CredentialKey> dueForRetry() {
        return providers.dueForRetry();
    }

    /** Stores the new tokens, or tries again to refresh the old ones. */
    void retry(CredentialKey key) {
        if (!providers.refreshes(key).storeOwed(key)) {
            accessToken(key);
        }
    }

    /** How long the longest refresh in flight has been running; zero if there is none. */
    Duration longestRefresh() {
        return providers.longestRefresh();
    }

    /**
     * Revokes the grant at its provider and erases the credential here, even if the provider cannot be reached.
     *
     * <p>An expired access token is refreshed first, because only a live one ends the grant.
     */
    public void remove(CredentialKey key) {
        if (accessToken(key) instanceof Answer.Available available) {
            revocation.revoke(key, available.accessToken());
        }
        stored.erase(key);
    }

    /**
     * Revokes in the background, in a single attempt, a grant that a newer one of the same account replaced. Not for
     * imported tokens, which may belong to the newer grant.
     */
    void revokeReplaced(Credential replaced) {
        revocation.revokeReplaced(replaced);
    }

    /**
     * Ends refreshing for good and interrupts what takes longer than {@code patience}. Blocks until nothing is in
     * flight, so that the database can be closed.
     */
    public void close(Duration patience) {
        revocation.shutDown();
        providers.close(patience);
        revocation.awaitEnd(patience);
    }
}
