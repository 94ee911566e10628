package bot.herald.security;

import bot.herald.identity.Secret;
import bot.herald.retry.ForwardClock;
import bot.herald.security.SigningKeyStore.SigningKey;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Signs with the newest key and verifies with all that may still have signed something valid.
 *
 * <p>A new key takes over every thirty days; an old one is kept until the last session it signed has ended. A restart
 * changes nothing. Safe for concurrent use.
 */
public final class SigningKeys {
    static final Duration IN_USE = Duration.ofDays(30);
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);
    private static final int BYTES = 32;

    private final SigningKeyStore store;
    private final Duration longestLife;
    private final Clock clock;
    private final ForwardClock waits;
    private final SecureRandom random = new SecureRandom();
    private List<SigningKey> keys = List.of();
    private Instant lastLook = Instant.EPOCH;

    /** @param longestLife of anything that is signed */
    public SigningKeys(SigningKeyStore store, Duration longestLife, Clock clock) {
        this.store = store;
        this.longestLife = longestLife;
        this.clock = clock;
        this.waits = new ForwardClock(clock);
    }

    synchronized SigningKey newest() {
        Instant now = clock.instant();
        Optional<SigningKey> newest = newestUsable(now);
        if (newest.isEmpty()) {
            look();
            newest = newestUsable(now);
        }
        return newest.orElseGet(() -> replace(now));
    }

    /** Reads an unknown key from the database, since another instance may have made it, but at most once a second. */
    synchronized Optional<SigningKey> find(String id) {
        Optional<SigningKey> held = held(id);
        if (held.isEmpty() && !waits.instant().isBefore(lastLook.plus(BETWEEN_LOOKS))) {
            look();
            return held(id);
        }
        return held;
    }

    private Optional<SigningKey> newestUsable(Instant now) {
        return keys.stream()
                .max(Comparator.comparing(SigningKey::createdAt).thenComparing(SigningKey::id))
                .filter(key -> now.isBefore(key.createdAt().plus(IN_USE)));
    }

    private Optional<SigningKey> held(String id) {
        return keys.stream().filter(key -> key.id().equals(id)).findFirst();
    }

    private void look() {
        lastLook = waits.instant();
        keys = store.all();
    }

    private SigningKey replace(Instant now) {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        SigningKey fresh = new SigningKey(
                UUID.randomUUID().toString(), new Secret(Base64.getEncoder().encodeToString(bytes)), now);
        store.add(fresh);
        store.removeOlderThan(now.minus(IN_USE).minus(longestLife));
        look();
        return fresh;
    }
}
