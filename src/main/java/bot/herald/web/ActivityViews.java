package bot.herald.web;

import bot.herald.channel.Channel;
import bot.herald.feed.Activity;
import bot.herald.feed.Activity.Bucket;
import bot.herald.feed.Activity.Raid;
import bot.herald.feed.Activity.Stream;
import bot.herald.feed.Activity.Width;
import bot.herald.feed.ActivityStore;
import bot.herald.language.Language;
import bot.herald.language.Sentences;
import bot.herald.web.pages.Avatar;
import bot.herald.web.pages.ChannelPage.Choice;
import bot.herald.web.pages.ChannelPage.Part;
import bot.herald.web.pages.ChannelPage.Plot;
import bot.herald.web.pages.RaidsPage;
import bot.herald.web.pages.Spark;
import bot.herald.web.pages.When;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.ToLongFunction;
import java.util.stream.LongStream;

/** A channel's activity: key figures, the data of the plot, and raids. */
final class ActivityViews {
    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration MONTH = Duration.ofDays(30);
    private static final int MINUTES_NOW = 10;
    private static final int STREAMS_SHOWN = 10;

    private final ActivityStore store;
    private final WebSettings settings;
    private final Clock clock;

    ActivityViews(ActivityStore store, WebSettings settings, Clock clock) {
        this.store = store;
        this.settings = settings;
        this.clock = clock;
    }

    /** How far back the plot goes, and in which steps. */
    private enum Range {
        DAY(ActivityViews.DAY, Width.MINUTE, 2),
        WEEK(Duration.ofDays(7), Width.QUARTER, 1),
        MONTH(ActivityViews.MONTH, Width.HOUR, 1),
        QUARTER(Duration.ofDays(90), Width.HOUR, 3);

        private final Duration back;
        private final Width width;
        private final int together;

        Range(Duration back, Width width, int together) {
            this.back = back;
            this.width = width;
            this.together = together;
        }

        private String text() {
            return Parameters.text(this);
        }

        private Duration step() {
            return width.span().multipliedBy(together);
        }

        /** @throws ProblemException if the request names none of them */
        private static Range of(WebRequest request) {
            return request.parameters().choice("range", Range.class, DAY);
        }
    }

    /**
     * The data of the plot: a number per minute for each step.
     *
     * @param from in seconds since 1970
     * @param step in seconds
     */
    private record Numbered(
            long from,
            long step,
            List<Double> messages,
            List<Double> answers,
            List<Span> streams,
            List<Flag> raids,
            String summary) {}

    private record Span(long from, long to) {}

    private record Flag(long at, String login, int viewers) {}

    /** The numbers, for scripts. */
    Answer json(WebRequest request, Channel channel, Sentences say) {
        Range range = Range.of(request);
        Instant now = clock.instant();
        Instant from = begin(range, now);
        Activity activity = store.since(channel.id(), from, range.width);
        long step = range.step().toSeconds();
        int steps = (int) (Duration.between(from, now).toSeconds() / step) + 1;
        double minutes = step / 60.0;
        return Answer.json(
                200,
                Json.write(new Numbered(
                        from.getEpochSecond(),
                        step,
                        perMinute(sums(activity.buckets(), from, step, steps, Bucket::lines), minutes),
                        perMinute(sums(activity.buckets(), from, step, steps, Bucket::answers), minutes),
                        activity.streams().stream()
                                .map(stream -> new Span(
                                        stream.begin().isBefore(from)
                                                ? from.getEpochSecond()
                                                : stream.begin().getEpochSecond(),
                                        stream.end().isAfter(now)
                                                ? now.getEpochSecond()
                                                : stream.end().getEpochSecond()))
                                .toList(),
                        activity.raids().stream()
                                .map(raid -> new Flag(raid.at().getEpochSecond(), raid.name(), raid.viewers()))
                                .toList(),
                        summary(range, activity, say))));
    }

    private static Instant begin(Range range, Instant now) {
        long step = range.step().toSeconds();
        return Instant.ofEpochSecond(now.minus(range.back).getEpochSecond() / step * step);
    }

    private static long[] sums(List<Bucket> buckets, Instant from, long step, int steps, ToLongFunction<Bucket> what) {
        long[] sums = new long[steps];
        for (Bucket bucket : buckets) {
            long index = Math.floorDiv(bucket.begin().getEpochSecond() - from.getEpochSecond(), step);
            if (index >= 0 && index < steps) {
                sums[(int) index] += what.applyAsLong(bucket);
            }
        }
        return sums;
    }

    private static List<Double> perMinute(long[] sums, double minutes) {
        return LongStream.of(sums)
                .mapToObj(sum -> Math.round(sum / minutes * 10) / 10.0)
                .toList();
    }

    private static String summary(Range range, Activity activity, Sentences say) {
        long lines = activity.buckets().stream().mapToLong(Bucket::lines).sum();
        if (lines == 0) {
            return say.say("plot.nothing." + range.text());
        }
        long answers = activity.buckets().stream().mapToLong(Bucket::answers).sum();
        return say.say(
                "plot.sum." + range.text(),
                "messages",
                Numbers.counted(say, "plot.sum.messages", lines),
                "answers",
                Numbers.of(answers, say.language()),
                "raids",
                Numbers.counted(say, "plot.sum.raids", activity.raids().size()));
    }

    Plot plot(WebRequest request, Channel channel, String page, Sentences say) {
        Range range = Range.of(request);
        Activity activity = store.since(channel.id(), begin(range, clock.instant()), range.width);
        return new Plot(
                settings.link("/api/channels/" + channel.id() + "/activity") + "?range=" + range.text(),
                summary(range, activity, say),
                Arrays.stream(Range.values())
                        .map(one -> new Choice(
                                say.say("plot.range." + one.text()),
                                one == Range.DAY ? page : page + "?range=" + one.text(),
                                one == range))
                        .toList(),
                streams(activity, say.language()));
    }

    private List<bot.herald.web.pages.ChannelPage.Stream> streams(Activity activity, Language language) {
        List<Stream> latest = new ArrayList<>(activity.streams());
        Collections.reverse(latest);
        return latest.stream()
                .limit(STREAMS_SHOWN)
                .map(stream -> {
                    Instant end = stream.end().isAfter(clock.instant()) ? clock.instant() : stream.end();
                    List<Bucket> during = activity.buckets().stream()
                            .filter(bucket -> !bucket.begin().isBefore(stream.begin())
                                    && bucket.begin().isBefore(end))
                            .toList();
                    return new bot.herald.web.pages.ChannelPage.Stream(
                            When.of(stream.begin()),
                            length(Duration.between(stream.begin(), end)),
                            Numbers.of(during.stream().mapToLong(Bucket::lines).sum(), language),
                            Numbers.of(
                                    during.stream().mapToLong(Bucket::answers).sum(), language),
                            Numbers.of(
                                    activity.raids().stream()
                                            .filter(raid -> !raid.at().isBefore(stream.begin())
                                                    && raid.at().isBefore(end))
                                            .count(),
                                    language));
                })
                .toList();
    }

    static String length(Duration length) {
        return length.toHours() == 0
                ? length.toMinutes() + " min"
                : length.toHours() + " h " + length.toMinutesPart() + " min";
    }

    /** Whether the bot has said anything in the last day. */
    boolean answered(Channel channel) {
        return store.since(channel.id(), clock.instant().minus(DAY), Width.HOUR).buckets().stream()
                .anyMatch(bucket -> bucket.answers() > 0);
    }

    /** The figures that follow chat and raids. */
    List<Part> figures(Channel channel, String raidsLink, Sentences say) {
        Instant now = clock.instant();
        List<Bucket> minutes =
                store.since(channel.id(), now.minus(DAY), Width.MINUTE).buckets();
        List<Raid> raids = store.raids(channel.id(), now.minus(MONTH), ActivityStore.MOST_RAIDS);
        Instant hourAgo = now.minus(Duration.ofHours(1));
        long[] lastHour = sums(minutes, hourAgo, 120, 30, Bucket::lines);
        long[] byHour = sums(minutes, now.minus(DAY), 3600, 24, Bucket::answers);
        long recent = minutes.stream()
                .filter(bucket -> bucket.begin().isAfter(now.minus(Duration.ofMinutes(MINUTES_NOW + 1L))))
                .mapToLong(Bucket::lines)
                .sum();
        long busiest = minutes.stream().mapToLong(Bucket::lines).max().orElse(0);
        long[] byDay = new long[30];
        raids.forEach(raid -> byDay[
                (int) Math.max(
                        0, Math.min(29, 29 - Duration.between(raid.at(), now).toDays()))]++);
        int viewers = raids.stream().mapToInt(Raid::viewers).sum();
        return List.of(
                new Part(
                        say.say("plot.messages"),
                        Numbers.of(Math.round(recent / (double) MINUTES_NOW), say.language()),
                        say.say("overview.busiest", "n", Numbers.of(busiest, say.language())),
                        "",
                        "",
                        Optional.of(Spark.line(LongStream.of(lastHour).boxed().toList()))),
                new Part(
                        say.say("overview.answers"),
                        Numbers.of(minutes.stream().mapToLong(Bucket::answers).sum(), say.language()),
                        Numbers.counted(
                                say,
                                "overview.answers.of",
                                minutes.stream().mapToLong(Bucket::lines).sum()),
                        "",
                        "good",
                        Optional.of(Spark.line(LongStream.of(byHour).boxed().toList()))),
                new Part(
                        say.say("overview.raids"),
                        Numbers.of(raids.size(), say.language()),
                        raids.isEmpty()
                                ? say.say("overview.raids.none")
                                : Numbers.counted(say, "overview.raids.viewers", viewers),
                        raidsLink,
                        "raid",
                        Optional.of(Spark.pillars(LongStream.of(byDay).boxed().toList()))));
    }

    /** Raids, the latest first. */
    List<RaidsPage.Raid> raids(Channel channel, int most, Language language) {
        List<Raid> raids = new ArrayList<>(store.raids(channel.id(), Instant.EPOCH, most));
        Collections.reverse(raids);
        return raids.stream()
                .map(raid -> new RaidsPage.Raid(
                        When.of(raid.at()),
                        Avatar.of(raid.raider().value(), raid.name(), ""),
                        raid.name(),
                        raid.login(),
                        Numbers.of(raid.viewers(), language)))
                .toList();
    }
}
