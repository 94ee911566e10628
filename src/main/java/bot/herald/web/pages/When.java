package bot.herald.web.pages;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/**
 * A moment: what programs read, and what people read until a script puts it into their own time.
 *
 * @param iso in ISO-8601
 */
public record When(String iso, String text) {
    private static final DateTimeFormatter AT = DateTimeFormatter.ofPattern("d MMM yyyy, HH:mm 'UTC'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    public static When of(Instant time) {
        return new When(time.truncatedTo(ChronoUnit.SECONDS).toString(), AT.format(time));
    }
}
