package bot.herald.template;

import bot.herald.language.Saying;
import bot.herald.language.Texts;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Reads times, days and the places that they are of. */
final class Moments {
    private static final Texts TEXTS = TemplateParser.TEXTS;
    private static final DateTimeFormatter HOURS = DateTimeFormatter.ofPattern("HH:mm", Locale.ENGLISH);
    /** People write a space between day and time. */
    private static final Pattern TIME_APART = Pattern.compile("^([0-9-]{10}) +(?=[0-9]{2}:[0-9]{2})");

    private static final Pattern WITH_OFFSET = Pattern.compile("(?:19|20|21)[0-9]{2}-.*T.*(?:Z|[+-][0-9]{2}:[0-9]{2})");
    private static final int LONGEST_FORMAT = 40;
    private static final int FIRST_YEAR = 1900;
    private static final int LAST_YEAR = 2200;
    private static final int SUGGESTED = 3;
    /** {@code Europe/Berlin} and the like, and UTC, by their names in lower case. */
    private static final Map<String, String> ZONES = ZoneId.getAvailableZoneIds().stream()
            .filter(id ->
                    id.equals("UTC") || (id.contains("/") && !id.startsWith("Etc/") && !id.startsWith("SystemV/")))
            .collect(Collectors.toUnmodifiableMap(id -> id.toLowerCase(Locale.ROOT), Function.identity()));

    private Moments() {}

    /** What is to be said, or what is wrong. */
    sealed interface Read {
        record Good(Node node) implements Read {}

        record Bad(Saying what, Saying advice) implements Read {}
    }

    /** A place, and a format if one is wanted. */
    static Read time(String written) {
        String[] parts = written.strip().split(" +", 2);
        Optional<ZoneId> zone = zone(parts[0]);
        if (zone.isEmpty()) {
            return unknown(parts[0]);
        }
        if (parts.length == 1) {
            return new Read.Good(new Node.Time(zone.get(), HOURS));
        }
        try {
            DateTimeFormatter format = DateTimeFormatter.ofPattern(parts[1], Locale.ENGLISH);
            String sample = format.format(Instant.EPOCH.atZone(zone.get()));
            return sample.length() <= LONGEST_FORMAT
                    ? new Read.Good(new Node.Time(zone.get(), format))
                    : new Read.Bad(TEXTS.saying("time.long"), TEXTS.saying("most", "most", LONGEST_FORMAT));
        } catch (IllegalArgumentException | DateTimeException e) {
            return new Read.Bad(TEXTS.saying("time.format", "written", parts[1]), TEXTS.saying("time.format.advice"));
        }
    }

    /** A day, with a time and a place if they are wanted. */
    static Read span(Placeholder placeholder, String written) {
        String[] parts = TIME_APART.matcher(written.strip()).replaceFirst("$1T").split(" +", 2);
        Optional<ZoneId> zone = parts.length == 1 ? Optional.of(ZoneOffset.UTC) : zone(parts[1]);
        if (zone.isEmpty()) {
            return unknown(parts[1]);
        }
        try {
            if (parts.length == 1 && WITH_OFFSET.matcher(parts[0]).matches()) {
                return new Read.Good(new Node.Span(
                        placeholder, OffsetDateTime.parse(parts[0]).toInstant()));
            }
            LocalDateTime local = parts[0].contains("T")
                    ? LocalDateTime.parse(parts[0])
                    : LocalDate.parse(parts[0]).atStartOfDay();
            return local.getYear() < FIRST_YEAR || local.getYear() > LAST_YEAR
                    ? new Read.Bad(TEXTS.saying("year", "first", FIRST_YEAR, "last", LAST_YEAR), write(placeholder))
                    : new Read.Good(
                            new Node.Span(placeholder, local.atZone(zone.get()).toInstant()));
        } catch (DateTimeException e) {
            return new Read.Bad(TEXTS.saying("no-such-moment"), write(placeholder));
        }
    }

    private static Optional<ZoneId> zone(String name) {
        return Optional.ofNullable(ZONES.get(name.toLowerCase(Locale.ROOT))).map(ZoneId::of);
    }

    private static Read unknown(String name) {
        String wanted = name.toLowerCase(Locale.ROOT).replace(' ', '_');
        List<String> nearest = ZONES.keySet().stream()
                .map(id -> Map.entry(distance(wanted, id), id))
                .sorted(Map.Entry.<Integer, String>comparingByKey().thenComparing(Map.Entry.comparingByValue()))
                .limit(SUGGESTED)
                .map(near -> ZONES.getOrDefault(near.getValue(), near.getValue()))
                .toList();
        return new Read.Bad(
                TEXTS.saying("zone", "written", Spelling.shown(name)),
                TEXTS.saying("zone.advice", "nearest", String.join(", ", nearest)));
    }

    private static Saying write(Placeholder placeholder) {
        return TEXTS.saying("write", "example", placeholder.example());
    }

    /** People know the city. */
    private static int distance(String wanted, String id) {
        return Math.min(
                Spelling.distance(wanted, id), Spelling.distance(wanted, id.substring(id.lastIndexOf('/') + 1)));
    }
}
