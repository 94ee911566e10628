package bot.herald.web.pages;

import bot.herald.language.Language;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

/**
 * A moment: what programs read, and what people read until a script puts it into their own time.
 *
 * @param iso in ISO-8601
 */
public record When(String iso) {
    private static final Map<Language, DateTimeFormatter> AT = new EnumMap<>(Language.class);
    private static final Map<Language, DateTimeFormatter> DAY = new EnumMap<>(Language.class);

    static {
        for (Language language : Language.values()) {
            AT.put(language, format((language == Language.DE ? "d. " : "d ") + "MMM yyyy, HH:mm 'UTC'", language));
            DAY.put(
                    language,
                    format(
                            switch (language) {
                                case EN -> "d MMMM";
                                case DE -> "d. MMMM";
                                case ES -> "d 'de' MMMM";
                            },
                            language));
        }
    }

    private static DateTimeFormatter format(String pattern, Language language) {
        return DateTimeFormatter.ofPattern(pattern, language.locale()).withZone(ZoneOffset.UTC);
    }

    public static When of(Instant time) {
        return new When(time.truncatedTo(ChronoUnit.SECONDS).toString());
    }

    /** What people read in a language. */
    public String text(Language language) {
        return written(AT, Instant.parse(iso), language);
    }

    /** The day alone, without the year. */
    public String day(Language language) {
        return written(DAY, Instant.parse(iso), language);
    }

    private static String written(Map<Language, DateTimeFormatter> formats, Instant time, Language language) {
        return Objects.requireNonNull(formats.get(language)).format(time);
    }
}
