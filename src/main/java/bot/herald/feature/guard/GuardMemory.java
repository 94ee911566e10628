package bot.herald.feature.guard;

import bot.herald.feature.FeatureServices;
import bot.herald.feature.guard.GuardSettings.Protection;
import bot.herald.identity.TwitchUserId;
import bot.herald.language.Saying;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the guard has switched on in each channel, remembered through a restart. What cannot be written to the database
 * yet is kept here until it can. Safe for concurrent use.
 */
final class GuardMemory {
    private static final Logger log = LoggerFactory.getLogger(GuardMemory.class);
    private static final String KEY = "shut";
    /** How late this process may notice a protection that another instance began. */
    private static final Duration FRESH = Duration.ofSeconds(30);

    /** Where a protection is on, or where the database has yet to learn that it is not. */
    private final Map<TwitchUserId, Known> known = new ConcurrentHashMap<>();

    private volatile Stored stored = new Stored(Set.of(), Instant.MIN);

    /** @param written whether the database agrees, as far as this process knows */
    private record Known(Optional<Shut> shut, boolean written) {
        static final Known NOTHING = new Known(Optional.empty(), true);
    }

    /** The channels where the database says that a protection is on. */
    private record Stored(Set<TwitchUserId> channels, Instant until) {}

    /** Queries the database for this channel. */
    Optional<Shut> recall(TwitchUserId broadcaster, FeatureServices services) {
        Known now = known.compute(broadcaster, (id, before) -> {
            Known held = before == null ? Known.NOTHING : before;
            return kept(held.written() ? read(id, held, services) : written(id, held.shut(), services));
        });
        return now == null ? Optional.empty() : now.shut();
    }

    /** Whether {@link #recall} may find something; queries the database twice a minute for all channels together. */
    boolean mayProtect(TwitchUserId broadcaster, FeatureServices services) {
        return known.containsKey(broadcaster) || stored(services).contains(broadcaster);
    }

    private Set<TwitchUserId> stored(FeatureServices services) {
        Stored last = stored;
        Instant now = services.waits().instant();
        if (!now.isBefore(last.until())) {
            last = new Stored(readAll(last.channels(), services), now.plus(FRESH));
            stored = last;
        }
        return last.channels();
    }

    private static Set<TwitchUserId> readAll(Set<TwitchUserId> otherwise, FeatureServices services) {
        try {
            return services.memory().channels(KEY);
        } catch (RuntimeException e) {
            log.debug("cannot read which channels the guard protects, retrying", e);
            return otherwise;
        }
    }

    private static Known read(TwitchUserId broadcaster, Known held, FeatureServices services) {
        try {
            return new Known(services.memory().recall(broadcaster, KEY).flatMap(Shut::parse), true);
        } catch (RuntimeException e) {
            log.debug("broadcaster={} cannot read what the guard switched on", broadcaster, e);
            return held;
        }
    }

    private static Known written(TwitchUserId broadcaster, Optional<Shut> shut, FeatureServices services) {
        try {
            shut.ifPresentOrElse(
                    one -> services.memory().remember(broadcaster, KEY, one.text()),
                    () -> services.memory().forget(broadcaster, KEY));
            return new Known(shut, true);
        } catch (RuntimeException e) {
            // The chat is protected without the database too; only a restart in the meantime would forget it.
            log.debug("broadcaster={} cannot store yet what the guard switched on", broadcaster, e);
            return new Known(shut, false);
        }
    }

    private static @Nullable Known kept(Known known) {
        return known.equals(Known.NOTHING) ? null : known;
    }

    void remember(TwitchUserId broadcaster, Shut shut, FeatureServices services) {
        known.compute(broadcaster, (id, before) -> kept(written(id, Optional.of(shut), services)));
    }

    void forget(TwitchUserId broadcaster, FeatureServices services) {
        known.compute(broadcaster, (id, before) -> kept(written(id, Optional.empty(), services)));
    }

    /**
     * A protection that the guard switched on itself.
     *
     * @param since empty where an older version stored it
     */
    record Shut(Protection protection, Instant until, Optional<Instant> since) {
        String text() {
            return protection.name() + " " + until
                    + since.map(instant -> " " + instant).orElse("");
        }

        /** Reads {@link #text()}; empty if it is something else. */
        static Optional<Shut> parse(String text) {
            String[] parts = text.split(" ", -1);
            try {
                return parts.length == 2 || parts.length == 3
                        ? Optional.of(new Shut(
                                Protection.valueOf(parts[0]),
                                Instant.parse(parts[1]),
                                parts.length == 3 ? Optional.of(Instant.parse(parts[2])) : Optional.empty()))
                        : Optional.empty();
            } catch (IllegalArgumentException | DateTimeParseException e) {
                return Optional.empty();
            }
        }

        Shut longer(Instant other) {
            return other.isAfter(until) ? new Shut(protection, other, since) : this;
        }

        /** For the beginning of a sentence. */
        static Saying name(Protection protection) {
            return RaidGuard.TEXTS.saying("protection." + words(protection).replace(' ', '-'));
        }

        /** For the middle of a sentence. */
        static Saying inSentence(Protection protection) {
            return RaidGuard.TEXTS.saying("the-protection." + words(protection).replace(' ', '-'));
        }

        static String words(Protection protection) {
            return protection.name().toLowerCase(Locale.ROOT).replace('_', ' ');
        }
    }
}
