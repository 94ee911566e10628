package bot.herald.chaos;

import java.time.Duration;
import java.util.Locale;

/**
 * How long and how hard.
 *
 * @param seed of everything random
 * @param instances one on SQLite, or several on PostgreSQL
 * @param duration of all rounds together, without the time to recover
 * @param storm how long things fail before the bot is given time to recover, and all invariants are checked
 * @param faultEvery between two faults, on average
 * @param oneOf so many faults befalls a process
 * @param raidsPerSecond over all channels; the bot, which moderates everywhere, may write 100 lines in 30 seconds
 * @param recovery within which all is well after the last fault of a round
 * @param share of all raids, those amid the faults among them, for which Twitch has a socket at least
 */
record ChaosSettings(
        long seed,
        int instances,
        int channels,
        Duration duration,
        Duration storm,
        Duration faultEvery,
        int oneOf,
        double raidsPerSecond,
        Duration recovery,
        double share) {
    /** Of ten minutes six are for one process, four for several. */
    private static final double ALONE = 0.6;

    /** Twice what is aimed at, for machines that have other things to do. */
    static final Duration RECOVERY = Duration.ofSeconds(20);

    private static final double SHARE = 0.9;
    private static final Duration LONGEST_STORM = Duration.ofSeconds(45);
    private static final Duration SHORTEST_STORM = Duration.ofSeconds(10);

    /** One process, from {@code herald.chaos.seed}, {@code .channels} and its part of {@code .duration}. */
    static ChaosSettings alone() {
        return of(1, part(ALONE), Duration.ofMillis(1500), 8);
    }

    /** The same for {@code herald.chaos.instances}, with the rest of {@code .duration}. */
    static ChaosSettings together() {
        int instances = Integer.getInteger("herald.chaos.instances", 3);
        return of(instances, part(1 - ALONE), Duration.ofMillis(2500), 2);
    }

    private static ChaosSettings of(int instances, Duration duration, Duration faultEvery, int oneOf) {
        Duration third = duration.dividedBy(3);
        Duration storm = third.compareTo(LONGEST_STORM) > 0 ? LONGEST_STORM : third;
        return new ChaosSettings(
                Long.getLong("herald.chaos.seed", System.nanoTime() % 1_000_000),
                instances,
                Integer.getInteger("herald.chaos.channels", 1000),
                duration,
                storm.compareTo(SHORTEST_STORM) < 0 ? SHORTEST_STORM : storm,
                faultEvery,
                oneOf,
                2,
                RECOVERY,
                SHARE);
    }

    /** As on the command line: {@code 90s}, {@code 2m}, {@code 1h}. */
    private static Duration part(double share) {
        String text = System.getProperty("herald.chaos.duration", "10m");
        return Duration.ofMillis((long)
                (share * Duration.parse("PT" + text.toUpperCase(Locale.ROOT)).toMillis()));
    }

    boolean isAlone() {
        return instances == 1;
    }
}
