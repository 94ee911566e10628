package bot.herald.chaos;

import java.time.Duration;
import java.util.Locale;

/**
 * How long and how hard.
 *
 * @param seed of everything random
 * @param duration of all rounds together, without the time to recover
 * @param storm how long things fail before the bot is given time to recover, and all invariants are checked
 * @param faultEvery between two faults, on average
 * @param raidsPerSecond over all channels; a bot may write 20 lines in 30 seconds where it does not know that it moderates
 * @param recovery after the last fault of a round
 * @param processFaults whether the bot's process is ended too
 */
record ChaosSettings(
        long seed,
        int channels,
        Duration duration,
        Duration storm,
        Duration faultEvery,
        double raidsPerSecond,
        Duration recovery,
        boolean processFaults) {

    /** From {@code herald.chaos.seed}, {@code .channels} and {@code .duration}. */
    static ChaosSettings fromProperties() {
        Duration duration = duration(System.getProperty("herald.chaos.duration", "10m"));
        return new ChaosSettings(
                Long.getLong("herald.chaos.seed", System.nanoTime() % 1_000_000),
                Integer.getInteger("herald.chaos.channels", 1000),
                duration,
                Duration.ofSeconds(Math.max(10, Math.min(45, duration.toSeconds() / 3))),
                Duration.ofMillis(1500),
                0.5,
                Duration.ofSeconds(180),
                true);
    }

    /** As on the command line: {@code 90s}, {@code 2m}, {@code 1h}. */
    private static Duration duration(String text) {
        return Duration.parse("PT" + text.toUpperCase(Locale.ROOT));
    }
}
