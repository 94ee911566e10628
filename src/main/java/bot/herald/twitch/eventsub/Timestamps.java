package bot.herald.twitch.eventsub;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;

/** Reads Twitch's times: RFC 3339, with none to nine digits of a second's fraction. */
final class Timestamps {
    private static final String SHAPE = "dddd-dd-ddTdd:dd:dd";
    private static final int NANO_DIGITS = 9;

    private Timestamps() {}

    static Optional<Instant> parse(String text) {
        try {
            // Every message has the usual form. Reading it with java.time would take a tenth of the time spent on an
            // event.
            return isUsual(text) ? Optional.of(usual(text)) : unusual(text);
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** Refuses years of more than four digits, which may not fit into milliseconds. */
    private static Optional<Instant> unusual(String text) {
        OffsetDateTime time = OffsetDateTime.parse(text);
        return time.getYear() >= 0 && time.getYear() < 10_000 ? Optional.of(time.toInstant()) : Optional.empty();
    }

    /** Whether it looks like {@code 2026-01-02T03:04:05Z}, with or without a fraction. */
    private static boolean isUsual(String text) {
        int end = text.length() - 1;
        int digits = end - SHAPE.length() - 1;
        if (end < SHAPE.length() || text.charAt(end) != 'Z' || digits == 0 || digits > NANO_DIGITS) {
            return false;
        }
        for (int i = 0; i < SHAPE.length(); i++) {
            char wanted = SHAPE.charAt(i);
            if (wanted == 'd' ? !isDigit(text.charAt(i)) : text.charAt(i) != wanted) {
                return false;
            }
        }
        for (int i = SHAPE.length() + 1; i < end; i++) {
            if (!isDigit(text.charAt(i))) {
                return false;
            }
        }
        return digits < 0 || text.charAt(SHAPE.length()) == '.';
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static Instant usual(String text) {
        int nanos = 0;
        int end = text.length() - 1;
        for (int i = 0; i < NANO_DIGITS; i++) {
            int at = SHAPE.length() + 1 + i;
            nanos = nanos * 10 + (at < end ? text.charAt(at) - '0' : 0);
        }
        return LocalDateTime.of(
                        number(text, 0, 4),
                        number(text, 5, 7),
                        number(text, 8, 10),
                        number(text, 11, 13),
                        number(text, 14, 16),
                        number(text, 17, 19),
                        nanos)
                .toInstant(ZoneOffset.UTC);
    }

    private static int number(String text, int from, int to) {
        return Integer.parseInt(text, from, to, 10);
    }
}
