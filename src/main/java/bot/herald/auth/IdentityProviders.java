package bot.herald.auth;

import bot.herald.identity.Provider;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * The configured providers, each with what refreshes its tokens: an outage of one token endpoint says nothing about
 * another. Safe for concurrent use.
 */
final class IdentityProviders {
    private final Map<Provider, Entry> entries = new EnumMap<>(Provider.class);

    private record Entry(IdentityProvider provider, RefreshBackoff<CredentialKey> backoff, SharedRefresh refreshes) {}

    /**
     * @param applications one for each provider
     * @param run names this process among all that refresh tokens in the database
     */
    IdentityProviders(
            List<Application> applications,
            CredentialStore store,
            HeldCredentials held,
            TokenExpiryPolicy policy,
            CredentialObserver observer,
            String run,
            Clock clock) {
        for (Application application : applications) {
            IdentityProvider provider = application.provider();
            RefreshBackoff<CredentialKey> backoff = new RefreshBackoff<>(clock);
            SharedRefresh refreshes = new SharedRefresh(
                    new TokenRefresher(provider, store, policy, run, observer, clock),
                    held,
                    backoff,
                    application.standing(),
                    policy,
                    observer);
            entries.put(provider.provider(), new Entry(provider, backoff, refreshes));
        }
    }

    private Entry entry(CredentialKey key) {
        Entry entry = entries.get(key.provider());
        if (entry == null) {
            throw new IllegalStateException(key + " belongs to a provider that is not configured");
        }
        return entry;
    }

    /** The provider that issued the credential. */
    IdentityProvider of(CredentialKey key) {
        return entry(key).provider();
    }

    SharedRefresh refreshes(CredentialKey key) {
        return entry(key).refreshes();
    }

    /** Lets the credential be refreshed at once, however often that has failed before. */
    void forgetPause(CredentialKey key) {
        entry(key).backoff().forget(key);
    }

    /** As {@link SharedRefresh#dueForRetry}, for all providers. */
    List<CredentialKey> dueForRetry() {
        return entries.values().stream()
                .flatMap(entry -> entry.refreshes().dueForRetry().stream())
                .toList();
    }

    /** How long the longest refresh in flight has been running; zero if there is none. */
    Duration longestRefresh() {
        return entries.values().stream()
                .map(entry -> entry.refreshes().longest())
                .max(Duration::compareTo)
                .orElse(Duration.ZERO);
    }

    /** Starts no more refreshes; waits for those in flight, and interrupts what outlasts {@code patience}. */
    void close(Duration patience) {
        entries.values().forEach(entry -> entry.refreshes().end(patience));
    }
}
