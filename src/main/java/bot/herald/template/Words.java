package bot.herald.template;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;

/** Spans of time as people say them. */
public final class Words {
    private static final int DAYS_PER_WEEK = 7;

    private Words() {}

    /** For example {@code 1 h 5 min}; below a minute in seconds. */
    public static String span(Duration time) {
        Duration left = time.isNegative() ? Duration.ZERO : time;
        if (left.toMinutes() == 0) {
            return left.toSeconds() + " s";
        }
        List<String> parts = new ArrayList<>();
        add(parts, left.toDays(), " d");
        add(parts, left.toHoursPart(), " h");
        add(parts, left.toMinutesPart(), " min");
        return String.join(" ", parts);
    }

    /** For example {@code 3 days 4 h}; the two greatest units, below a minute in seconds. */
    public static String distance(Duration time) {
        if (time.toMinutes() == 0) {
            return time.toSeconds() + " s";
        }
        List<String> parts = new ArrayList<>();
        addCounted(parts, time.toDays(), "day");
        add(parts, time.toHoursPart(), " h");
        add(parts, time.toMinutesPart(), " min");
        return String.join(" ", parts.subList(0, Math.min(2, parts.size())));
    }

    /** For example {@code 2 years and 1 month}; the two greatest units, in whole days of twenty-four hours by UTC's calendar. */
    public static String age(Instant from, Instant to) {
        if (Duration.between(from, to).toHours() < 24) {
            return "less than a day";
        }
        ZonedDateTime since = from.atZone(ZoneOffset.UTC);
        ZonedDateTime until = to.atZone(ZoneOffset.UTC);
        boolean lastDayIsWhole = !until.toLocalTime().isBefore(since.toLocalTime());
        LocalDate lastDay =
                lastDayIsWhole ? until.toLocalDate() : until.toLocalDate().minusDays(1);
        Period period = Period.between(since.toLocalDate(), lastDay);
        List<String> parts = new ArrayList<>();
        addCounted(parts, period.getYears(), "year");
        addCounted(parts, period.getMonths(), "month");
        addCounted(parts, period.getDays() / DAYS_PER_WEEK, "week");
        addCounted(parts, period.getDays() % DAYS_PER_WEEK, "day");
        return String.join(" and ", parts.subList(0, Math.min(2, parts.size())));
    }

    /** The number and its thing, for example {@code 1 viewer}, {@code 0 viewers}. */
    public static String counted(long number, String thing) {
        return number + " " + thing + (number == 1 ? "" : "s");
    }

    private static void add(List<String> parts, long number, String unit) {
        if (number > 0) {
            parts.add(number + unit);
        }
    }

    private static void addCounted(List<String> parts, long number, String unit) {
        if (number > 0) {
            parts.add(counted(number, unit));
        }
    }
}
