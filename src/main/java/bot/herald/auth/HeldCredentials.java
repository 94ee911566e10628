package bot.herald.auth;

import bot.herald.retry.WakeUps;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The credentials as this process has them, and who is told when they change. Safe for concurrent use. */
final class HeldCredentials {
    private final LiveCredentials live;
    private final CredentialObserver observer;
    private final WakeUps wakeUps;
    /** Twitch's by purpose, because every event asks whose the bot is, which must not cost by the number of channels. */
    private final Map<Purpose, Map<CredentialKey, Credential>> held = new ConcurrentHashMap<>();

    private final Map<CredentialKey, Credential> heldOfDiscord = new ConcurrentHashMap<>();

    HeldCredentials(LiveCredentials live, CredentialObserver observer, WakeUps wakeUps) {
        this.live = live;
        this.observer = observer;
        this.wakeUps = wakeUps;
    }

    Optional<Credential> find(CredentialKey key) {
        return Optional.ofNullable(of(key).get(key));
    }

    /** As it is when this is called, in no order. */
    List<Credential> all() {
        return maps().flatMap(some -> some.values().stream()).toList();
    }

    Set<CredentialKey> keys() {
        return maps().flatMap(some -> some.keySet().stream()).collect(Collectors.toUnmodifiableSet());
    }

    private Stream<Map<CredentialKey, Credential>> maps() {
        return Stream.concat(held.values().stream(), Stream.of(heldOfDiscord));
    }

    /** Twitch's, by Twitch user id. */
    List<Credential> all(Purpose purpose) {
        Map<CredentialKey, Credential> some = ofTwitch(purpose);
        // The bot's is asked for with every line of chat.
        return some.size() <= 1 ? List.copyOf(some.values()) : sorted(some);
    }

    private static List<Credential> sorted(Map<CredentialKey, Credential> some) {
        return some.values().stream()
                .sorted((a, b) -> a.key().userId().compareTo(b.key().userId()))
                .toList();
    }

    /** Takes {@code credential} over unless a newer one is held; wakes whoever waits for another access token. */
    void adopt(Credential credential) {
        AtomicBoolean stateChanged = new AtomicBoolean();
        AtomicBoolean renamed = new AtomicBoolean();
        AtomicBoolean renewed = new AtomicBoolean();
        of(credential.key()).compute(credential.key(), (key, before) -> {
            if (before != null && before.version() > credential.version()) {
                return before;
            }
            live.changed(credential);
            stateChanged.set(before != null && before.state() != credential.state());
            renamed.set(before != null && !before.name().equals(credential.name()));
            renewed.set(before != null
                    && !before.token().accessToken().equals(credential.token().accessToken()));
            return credential;
        });
        // Afterwards, because who hears of it asks for what is held.
        if (renamed.get()) {
            observer.renamed(credential);
        }
        if (stateChanged.get()) {
            observer.stateChanged(credential);
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
    }

    private Map<CredentialKey, Credential> of(CredentialKey key) {
        return switch (key.provider()) {
            case TWITCH -> ofTwitch(key.purpose());
            case DISCORD -> heldOfDiscord;
        };
    }

    private Map<CredentialKey, Credential> ofTwitch(Purpose purpose) {
        return held.computeIfAbsent(purpose, none -> new ConcurrentHashMap<>());
    }
}
