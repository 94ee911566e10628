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
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the guard has switched on in each channel, remembered through a restart. While that
 * cannot be written down it is known here, and written when it can be. Safe for concurrent use.
 *
 * <p>Held here for a while, so that few ticks need the database; another instance may have written to it since.
 */
final class GuardMemory {
    private static final Logger log = LoggerFactory.getLogger(GuardMemory.class);
    private static final String KEY = "shut";
    private static final Duration FRESH = Duration.ofSeconds(30);
    /** Where the guard is off, nothing is switched on: that there was nothing is true until it is on again. */
    private static final Duration FRESH_WHILE_OFF = Duration.ofMinutes(5);

    private final Map<TwitchUserId, Known> known = new ConcurrentHashMap<>();

    /**
     * @param written whether it is what the database has
     * @param unwritten whether it is newer than what is written down
     */
    private record Known(Optional<Shut> shut, Instant since, boolean written, boolean unwritten) {
        boolean isFresh(Instant now, boolean isOn) {
            Duration fresh = isOn || shut.isPresent() || !written ? FRESH : FRESH_WHILE_OFF;
            return now.isBefore(since.plus(fresh));
        }
    }

    Optional<Shut> recall(TwitchUserId broadcaster, FeatureServices services) {
        return recall(broadcaster, true, services);
    }

    /** @param isOn whether the guard is on in the channel */
    Optional<Shut> recall(TwitchUserId broadcaster, boolean isOn, FeatureServices services) {
        Known now = known.compute(broadcaster, (id, held) -> {
            if (held != null && held.isFresh(services.waits().instant(), isOn)) {
                return held;
            }
            return held != null && held.unwritten()
                    ? written(id, held.shut(), services)
                    : read(id, held == null ? Optional.empty() : held.shut(), services);
        });
        return now.shut();
    }

    private static Known read(TwitchUserId broadcaster, Optional<Shut> otherwise, FeatureServices services) {
        Instant now = services.waits().instant();
        try {
            return new Known(services.memory().recall(broadcaster, KEY).flatMap(Shut::parse), now, true, false);
        } catch (RuntimeException e) {
            log.debug("broadcaster={} what the guard switched on cannot be read", broadcaster, e);
            return new Known(otherwise, now, false, false);
        }
    }

    private static Known written(TwitchUserId broadcaster, Optional<Shut> shut, FeatureServices services) {
        Instant now = services.waits().instant();
        try {
            shut.ifPresentOrElse(
                    one -> services.memory().remember(broadcaster, KEY, one.text()),
                    () -> services.memory().forget(broadcaster, KEY));
            return new Known(shut, now, true, false);
        } catch (RuntimeException e) {
            // A chat is protected also while the database is away; only a restart meanwhile would not know of it.
            log.debug("broadcaster={} what the guard switched on cannot be written down yet", broadcaster, e);
            return new Known(shut, now, false, true);
        }
    }

    void remember(TwitchUserId broadcaster, Shut shut, FeatureServices services) {
        known.put(broadcaster, written(broadcaster, Optional.of(shut), services));
    }

    void forget(TwitchUserId broadcaster, FeatureServices services) {
        known.put(broadcaster, written(broadcaster, Optional.empty(), services));
    }

    /**
     * A protection that the guard switched on itself, as it is remembered through a restart.
     *
     * @param since empty where a version before this wrote it down
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

        /** At the beginning of what is said in chat. */
        static Saying name(Protection protection) {
            return RaidGuard.TEXTS.saying("protection." + words(protection).replace(' ', '-'));
        }

        /** The same within a sentence. */
        static Saying inSentence(Protection protection) {
            return RaidGuard.TEXTS.saying("the-protection." + words(protection).replace(' ', '-'));
        }

        static String words(Protection protection) {
            return protection.name().toLowerCase(Locale.ROOT).replace('_', ' ');
        }
    }
}
