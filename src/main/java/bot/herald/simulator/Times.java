package bot.herald.simulator;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Timestamps as Twitch writes them (RFC 3339). */
final class Times {
    private static final DateTimeFormatter NANOS = DateTimeFormatter.ofPattern(
                    "yyyy-MM-dd'T'HH:mm:ss.SSSSSSSSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter SECONDS =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

    private Times() {}

    /** With nine fractional digits, as in EventSub. */
    static String precise(Instant instant) {
        return NANOS.format(instant);
    }

    /** In whole seconds, as in Helix. */
    static String seconds(Instant instant) {
        return SECONDS.format(instant);
    }
}
