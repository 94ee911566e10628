package bot.herald.template;

import bot.herald.language.Language;
import bot.herald.language.Sentences;
import bot.herald.language.Texts;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Spans of time in words; in some languages the form depends on the word before. */
public final class Words {
    private static final Texts TEXTS = Texts.beside(Words.class);
    private static final Map<Language, Map<String, String>> SINGULARS = singulars();
    private static final int DAYS_PER_WEEK = 7;

    private Words() {}

    /** How long something has lasted, for example {@code 1 h 5 min}; below a minute in seconds. */
    public static String span(Language language, Duration time) {
        Duration left = time.isNegative() ? Duration.ZERO : time;
        Sentences say = TEXTS.in(language);
        if (left.toMinutes() == 0) {
            return say.say("seconds", "n", left.toSeconds());
        }
        List<String> parts = new ArrayList<>();
        if (left.toDays() > 0) {
            parts.add(say.counted("span.days", left.toDays()));
        }
        addHoursAndMinutes(parts, say, left);
        return String.join(" ", parts);
    }

    /**
     * For example {@code 3 days 4 h}: the two largest units, or seconds below a minute.
     *
     * @param isPast whether the span lies in the past
     */
    static String distance(Language language, Duration time, boolean isPast) {
        Sentences say = TEXTS.in(language);
        if (time.toMinutes() == 0) {
            return say.say("seconds", "n", time.toSeconds());
        }
        List<String> parts = new ArrayList<>();
        if (time.toDays() > 0) {
            parts.add(isPast ? say.counted("past.days", time.toDays()) : say.counted("future.days", time.toDays()));
        }
        addHoursAndMinutes(parts, say, time);
        return String.join(" ", parts.subList(0, Math.min(2, parts.size())));
    }

    private static void addHoursAndMinutes(List<String> parts, Sentences say, Duration time) {
        if (time.toHoursPart() > 0) {
            parts.add(say.say("hours", "n", time.toHoursPart()));
        }
        if (time.toMinutesPart() > 0) {
            parts.add(say.say("minutes", "n", time.toMinutesPart()));
        }
    }

    /** For example {@code 3 days 4 h ago}; empty is said as not known. */
    public static String ago(Language language, Optional<Duration> time) {
        Sentences say = TEXTS.in(language);
        return time.map(span ->
                        say.say("ago", "span", distance(language, span.isNegative() ? Duration.ZERO : span, true)))
                .orElseGet(() -> say.say("ago.unknown"));
    }

    /** What {@code {until:…}} and {@code {since:…}} say once the moment has come. */
    static String now(Language language) {
        return TEXTS.in(language).say("now");
    }

    /** For example {@code 2 years and 1 month}: the two largest units, in whole days of UTC. */
    public static String age(Language language, Instant from, Instant to) {
        Sentences say = TEXTS.in(language);
        if (Duration.between(from, to).toHours() < 24) {
            return say.say("age.new");
        }
        ZonedDateTime since = from.atZone(ZoneOffset.UTC);
        ZonedDateTime until = to.atZone(ZoneOffset.UTC);
        boolean lastDayIsWhole = !until.toLocalTime().isBefore(since.toLocalTime());
        LocalDate lastDay =
                lastDayIsWhole ? until.toLocalDate() : until.toLocalDate().minusDays(1);
        Period period = Period.between(since.toLocalDate(), lastDay);
        List<String> parts = new ArrayList<>();
        if (period.getYears() > 0) {
            parts.add(say.counted("age.years", period.getYears()));
        }
        if (period.getMonths() > 0) {
            parts.add(say.counted("age.months", period.getMonths()));
        }
        // What is left beside years and months.
        long days = period.get(ChronoUnit.DAYS);
        if (days >= DAYS_PER_WEEK) {
            parts.add(say.counted("age.weeks", days / DAYS_PER_WEEK));
        }
        if (days % DAYS_PER_WEEK > 0) {
            parts.add(say.counted("age.days", days % DAYS_PER_WEEK));
        }
        return parts.size() == 1 ? parts.get(0) : say.say("and", "first", parts.get(0), "last", parts.get(1));
    }

    /** A list such as {@code a, b and c}; needs at least one item. */
    public static String row(Language language, List<String> things) {
        int last = things.size() - 1;
        return last == 0
                ? things.get(0)
                : TEXTS.in(language)
                        .say("and", "first", String.join(", ", things.subList(0, last)), "last", things.get(last));
    }

    /** A list such as {@code a or b}. */
    static String choice(Language language, List<String> things) {
        String all = things.get(0);
        for (String thing : things.subList(1, things.size())) {
            all = TEXTS.in(language).say("or", "first", all, "last", thing);
        }
        return all;
    }

    /** Singulars by their plurals. */
    static Map<String, String> singulars(Language language) {
        return SINGULARS.getOrDefault(language, Map.of());
    }

    private static Map<Language, Map<String, String>> singulars() {
        Map<Language, Map<String, String>> all = new EnumMap<>(Language.class);
        for (Language language : Language.values()) {
            String[] words = TEXTS.in(language).say("singulars").split(" ", -1);
            Map<String, String> singulars = new HashMap<>();
            for (int i = 0; i < words.length; i += 2) {
                singulars.put(words[i], words[i + 1]);
            }
            all.put(language, singulars);
        }
        return all;
    }
}
