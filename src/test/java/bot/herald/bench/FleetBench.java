package bot.herald.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a thousand channels on a conduit cost, and how soon all of them are heard. */
@Tag("bench")
class FleetBench {
    private static final int CHANNELS = Integer.getInteger("herald.bench.channels", 1_000);
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    @TempDir
    Path folder = Path.of("");

    private static double secondsSince(long nanos) {
        return (System.nanoTime() - nanos) / 1e9;
    }

    @Test
    void thousandChannelsOnConduitFitIntoThreeHundredMegabytesAndSixtyThreads() throws Exception {
        String with = " with " + CHANNELS + " channels, conduit";
        try (Fleet fleet = Fleet.of(CHANNELS, "conduit", folder)) {
            try (BotProcess bot = fleet.start("-Xmx256m")) {
                long begin = System.nanoTime();
                bot.awaitConnected(CHANNELS, PATIENCE);
                Figures.add("all subscriptions created" + with, secondsSince(begin), "s", "");
            }
            long begin = System.nanoTime();
            try (BotProcess bot = fleet.start("-Xmx256m")) {
                bot.awaitReady(PATIENCE);
                Figures.add("ready after a restart" + with, secondsSince(begin), "s", "");
                bot.awaitConnected(CHANNELS, PATIENCE);
                Figures.add("all connected after a restart" + with, secondsSince(begin), "s", "");
                bot.await("tokens validated", PATIENCE, () -> bot.metric("herald_tokens{state=\"unknown\"}") == 0);
                double resident = bot.residentBytes() / 1048576.0;
                int threads = bot.threads();
                Figures.add("resident memory" + with, resident, "MB", "below 300");
                Figures.add("threads" + with, threads, "", "below 60");
                assertThat(resident).isLessThan(300);
                assertThat(threads).isLessThan(60);
            }
        }
    }
}
