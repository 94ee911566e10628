package bot.herald.auth;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;

/** The credentials as this process has them, and who is told when they change. Safe for concurrent use. */
final class HeldCredentials {
    private final LiveCredentials live;
    private final CredentialObserver observer;
    private final Map<CredentialKey, Credential> held = new ConcurrentHashMap<>();

    HeldCredentials(LiveCredentials live, CredentialObserver observer) {
        this.live = live;
        this.observer = observer;
    }

    Optional<Credential> find(CredentialKey key) {
        return Optional.ofNullable(held.get(key));
    }

    /** As it is when this is called, in no order. */
    List<Credential> all() {
        return List.copyOf(held.values());
    }

    Set<CredentialKey> keys() {
        return Set.copyOf(held.keySet());
    }

    /** By Twitch user id. */
    List<Credential> all(Purpose purpose) {
        return held.values().stream()
                .filter(credential -> credential.key().purpose() == purpose)
                .sorted((a, b) -> a.key().userId().compareTo(b.key().userId()))
                .toList();
    }

    /** Takes {@code credential} over unless a newer one is held. */
    void adopt(Credential credential) {
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
        // Afterwards, because who hears of it asks for what is held.
        if (renamed.get()) {
            observer.renamed(credential);
        }
        if (stateChanged.get()) {
            observer.stateChanged(credential);
        }
    }

    void forget(CredentialKey key) {
        held.compute(key, (k, before) -> {
            live.removed(k);
            return null;
        });
    }
}
