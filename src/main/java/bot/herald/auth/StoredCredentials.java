package bot.herald.auth;

import bot.herald.auth.IdentityProvider.ValidationAnswer;
import bot.herald.identity.AccountId;
import bot.herald.identity.AccountName;
import bot.herald.identity.Provider;
import java.time.Clock;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps memory and disk in step, where other processes write too. Safe for concurrent use. */
final class StoredCredentials {
    private static final Logger log = LoggerFactory.getLogger(StoredCredentials.class);

    private final Map<Provider, String> clientIds;
    private final CredentialStore store;
    private final HeldCredentials held;
    private final Consumer<CredentialKey> unpaced;
    private final Clock clock;

    /**
     * @param clientIds of our application at each provider; stored credentials of other providers are left alone
     * @param unpaced notified of credentials whose refresh may be attempted at once, whatever failed before
     */
    StoredCredentials(
            Map<Provider, String> clientIds,
            CredentialStore store,
            HeldCredentials held,
            Consumer<CredentialKey> unpaced,
            Clock clock) {
        this.clientIds = Map.copyOf(clientIds);
        this.clock = clock;
        this.store = store;
        this.held = held;
        this.unpaced = unpaced;
    }

    void load() {
        store.loadAll().stream().filter(one -> isServed(one.key())).forEach(held::adopt);
        log.info("credentials={} loaded", held.keys().size());
    }

    private boolean isServed(CredentialKey key) {
        return clientIds.containsKey(key.provider());
    }

    void endLeasesOfEarlierRuns() {
        int ended = store.endLeasesOfEarlierRuns();
        if (ended > 0) {
            log.info("credentials={} were being refreshed when the last run ended; refreshing them again", ended);
        }
    }

    /** @return whether another process wrote or erased any */
    boolean reload() {
        Map<CredentialKey, Long> stored = store.versions();
        boolean changed = false;
        for (Map.Entry<CredentialKey, Long> row : stored.entrySet()) {
            Optional<Credential> mine = held.find(row.getKey());
            if (isServed(row.getKey())
                    && mine.filter(known -> known.version() >= row.getValue()).isEmpty()) {
                changed |= takeOver(row.getKey());
            }
        }
        for (CredentialKey key : held.keys()) {
            // Looked up again, because it may have been connected here since the list was read.
            if (!stored.containsKey(key) && store.load(key).isEmpty()) {
                log.info("{} removed by another process", key);
                forget(key);
                changed = true;
            }
        }
        return changed;
    }

    /** @return whether another process wrote a newer one than is held */
    boolean takeOver(CredentialKey key) {
        Optional<Credential> newer = store.load(key)
                .filter(stored -> held.find(key)
                        .filter(mine -> mine.version() >= stored.version())
                        .isEmpty());
        newer.ifPresent(credential -> {
            log.info(
                    "{} state={} changed by another process",
                    key,
                    credential.state().text());
            held.adopt(credential);
            // The reason why this process could not refresh it may be gone.
            unpaced.accept(key);
        });
        if (newer.isPresent() && store.load(key).isEmpty()) {
            // Removed here in the meantime.
            forget(key);
        }
        return newer.isPresent();
    }

    /** Replaces whatever is stored under its key, and returns it. */
    Optional<Credential> put(Credential fresh) {
        CredentialStore.Exchange exchange = store.exchange(fresh);
        held.adopt(exchange.stored());
        unpaced.accept(fresh.key());
        renamed(fresh.key().account(), fresh.name());
        return exchange.replaced();
    }

    /** Stores the account's present name with each of its credentials. */
    void renamed(AccountId account, AccountName name) {
        held.allOf(account).stream()
                .filter(credential -> !credential.name().equals(name))
                .forEach(credential -> update(credential.withName(name)));
    }

    /** Stores {@code changed}, unless the row has been written or erased since: then that counts. */
    private void update(Credential changed) {
        if (store.update(changed)) {
            held.adopt(changed);
        } else {
            store.load(changed.key()).ifPresentOrElse(held::adopt, () -> forget(changed.key()));
        }
    }

    /** Stores what the provider reported about the held token. */
    void validated(Credential credential, ValidationAnswer.Valid valid) {
        if (!Objects.equals(clientIds.get(credential.key().provider()), valid.clientId())) {
            markDead(credential, "the token belongs to another application");
        } else if (!valid.account().equals(credential.key().account())) {
            markDead(credential, "the token belongs to another user: " + valid.account());
        } else {
            StoredToken token = new StoredToken(
                    credential.token().refreshToken(),
                    credential.token().accessToken(),
                    valid.expiresIn()
                            .map(clock.instant()::plus)
                            .or(() -> credential.token().expiresAt()),
                    credential.token().tokenType());
            boolean changed = credential.state() != CredentialState.VALID
                    || !valid.name().equals(credential.name())
                    || !valid.scopes().equals(credential.scopes())
                    || credential.token().expiresAt().isEmpty();
            if (changed) {
                update(credential.validated(valid.name(), token, valid.scopes()));
            }
            if (!valid.name().equals(credential.name())) {
                renamed(valid.account(), valid.name());
            }
        }
    }

    private void markDead(Credential credential, String detail) {
        update(credential.withState(CredentialState.NEEDS_REAUTHORIZATION, detail));
    }

    void erase(CredentialKey key) {
        forget(key);
        store.erase(key);
    }

    private void forget(CredentialKey key) {
        held.forget(key);
        if (isServed(key)) {
            unpaced.accept(key);
        }
    }
}
