package bot.herald.feature.guard;

import bot.herald.feature.guard.GuardSettings.Protection;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Optional;

/** A protection that the guard switched on itself, as it is remembered through a restart. */
record Shut(Protection protection, Instant until) {
    String text() {
        return protection.name() + " " + until;
    }

    /** Reads {@link #text()}; empty if it is something else. */
    static Optional<Shut> parse(String text) {
        String[] parts = text.split(" ", -1);
        try {
            return parts.length == 2
                    ? Optional.of(new Shut(Protection.valueOf(parts[0]), Instant.parse(parts[1])))
                    : Optional.empty();
        } catch (IllegalArgumentException | DateTimeParseException e) {
            return Optional.empty();
        }
    }

    Shut longer(Instant other) {
        return other.isAfter(until) ? new Shut(protection, other) : this;
    }

    /** At the beginning of what is said in chat. */
    static String name(Protection protection) {
        return protection == Protection.SHIELD_MODE ? "Shield mode" : "Followers-only chat";
    }

    static String words(Protection protection) {
        return protection.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
