package bot.herald.auth;

import bot.herald.identity.AccountId;
import bot.herald.identity.Provider;
import bot.herald.retry.WakeUps;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The credentials as this process holds them, and who is notified when they change. Safe for concurrent use. */
final class HeldCredentials {
    private final LiveCredentials live;
    private final CredentialObserver observer;
    private final WakeUps wakeUps;
    /** Twitch's, by purpose: every event looks up the bot's, which must not take longer with more channels. */
    private final Map<Purpose, OfTwitch> held = new ConcurrentHashMap<>();

    private final Map<CredentialKey, Credential> heldOfDiscord = new ConcurrentHashMap<>();

    /** Those of one purpose. */
    private static final class OfTwitch {
        private final Map<CredentialKey, Credential> byKey = new ConcurrentHashMap<>();
        /** All of them by user id, built on demand: every line of chat looks up the bot's. */
        private volatile @Nullable List<Credential> sorted;

        List<Credential> all() {
            List<Credential> known = sorted;
            return known != null ? known : sort();
        }

        private synchronized List<Credential> sort() {
            List<Credential> all = byKey.values().stream()
                    .sorted((a, b) -> a.key().userId().compareTo(b.key().userId()))
                    .toList();
            sorted = all;
            return all;
        }

        /** To be called after every change. */
        synchronized void changed() {
            sorted = null;
        }
    }

    HeldCredentials(LiveCredentials live, CredentialObserver observer, WakeUps wakeUps) {
        this.live = live;
        this.observer = observer;
        this.wakeUps = wakeUps;
    }

    Optional<Credential> find(CredentialKey key) {
        return Optional.ofNullable(of(key).get(key));
    }

    /** A snapshot, in no particular order. */
    List<Credential> all() {
        return maps().flatMap(some -> some.values().stream()).toList();
    }

    /** One account's, for every purpose. */
    List<Credential> allOf(AccountId account) {
        return maps().flatMap(some -> some.values().stream())
                .filter(credential -> credential.key().account().equals(account))
                .toList();
    }

    Set<CredentialKey> keys() {
        return maps().flatMap(some -> some.keySet().stream()).collect(Collectors.toUnmodifiableSet());
    }

    private Stream<Map<CredentialKey, Credential>> maps() {
        return Stream.concat(held.values().stream().map(some -> some.byKey), Stream.of(heldOfDiscord));
    }

    /** Twitch's, by Twitch user id. */
    List<Credential> all(Purpose purpose) {
        return ofTwitch(purpose).all();
    }

    /** Holds {@code credential} unless a newer version is held already, and notifies those concerned. */
    void adopt(Credential credential) {
        AtomicBoolean usabilityChanged = new AtomicBoolean();
        AtomicBoolean scopesChanged = new AtomicBoolean();
        AtomicBoolean renamed = new AtomicBoolean();
        AtomicBoolean renewed = new AtomicBoolean();
        of(credential.key()).compute(credential.key(), (key, before) -> {
            if (before != null && before.version() > credential.version()) {
                return before;
            }
            live.changed(credential);
            usabilityChanged.set(before != null && before.isUsable() != credential.isUsable());
            scopesChanged.set(before != null && !before.scopes().equals(credential.scopes()));
            renamed.set(before != null && !before.name().equals(credential.name()));
            renewed.set(before != null
                    && !before.token().accessToken().equals(credential.token().accessToken()));
            return credential;
        });
        changed(credential.key());
        // Last, because listeners look up what is held.
        if (renamed.get()) {
            observer.renamed(credential);
        }
        if (usabilityChanged.get()) {
            observer.usabilityChanged(credential);
        }
        if (scopesChanged.get()) {
            observer.scopesChanged(credential);
        }
        if (renewed.get()) {
            wakeUps.happened(new WakeUps.Reason.TokenRenewed(credential.key().account()));
        }
    }

    void forget(CredentialKey key) {
        of(key).compute(key, (k, before) -> {
            live.removed(k);
            return null;
        });
        changed(key);
    }

    private Map<CredentialKey, Credential> of(CredentialKey key) {
        return switch (key.provider()) {
            case TWITCH -> ofTwitch(key.purpose()).byKey;
            case DISCORD -> heldOfDiscord;
        };
    }

    private void changed(CredentialKey key) {
        if (key.provider() == Provider.TWITCH) {
            ofTwitch(key.purpose()).changed();
        }
    }

    private OfTwitch ofTwitch(Purpose purpose) {
        OfTwitch some = held.get(purpose);
        return some != null ? some : held.computeIfAbsent(purpose, none -> new OfTwitch());
    }
}
