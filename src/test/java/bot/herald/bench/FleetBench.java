package bot.herald.bench;

import static org.assertj.core.api.Assertions.assertThat;

import bot.herald.simulator.SimulatorOptions;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What thousands of channels on a conduit cost, and how soon all of them are heard. */
@Tag("bench")
class FleetBench {
    private static final int CHANNELS = Integer.getInteger("herald.bench.channels", 1_000);
    private static final Duration PATIENCE = Duration.ofMinutes(40);

    @TempDir
    Path folder = Path.of("");

    private static double secondsSince(long nanos) {
        return (System.nanoTime() - nanos) / 1e9;
    }

    @Test
    void thousandChannelsOnConduitFitIntoThreeHundredMegabytesAndSixtyThreads() throws Exception {
        costs(CHANNELS, 300, "-Xmx192m");
    }

    @Test
    void tenThousandChannelsOnConduitFitIntoSevenHundredMegabytesAndAreReadyWithinHalfAMinute() throws Exception {
        assertThat(costs(10 * CHANNELS, 700, "-Xmx448m")).isLessThan(30);
    }

    /** @return seconds from a restart until ready */
    private double costs(int channels, int megabytes, String heap) throws Exception {
        String with = " with " + channels + " channels, conduit";
        // Twitch's 800 points a minute would make the first subscriptions a matter of hours; a restart spends none.
        SimulatorOptions generous = SimulatorOptions.defaults().withHelixPointsPerMinute(10_000_000);
        try (Fleet fleet = Fleet.of(channels, "conduit", folder, generous)) {
            try (BotProcess bot = fleet.start(heap)) {
                long begin = System.nanoTime();
                bot.awaitConnected(channels, PATIENCE);
                Figures.add("all subscriptions created without Twitch's limit" + with, secondsSince(begin), "s", "");
            }
            long begin = System.nanoTime();
            try (BotProcess bot = fleet.start(heap)) {
                bot.awaitReady(PATIENCE);
                double ready = secondsSince(begin);
                Figures.add("ready after a restart" + with, ready, "s", channels > CHANNELS ? "below 30" : "");
                bot.awaitConnected(channels, PATIENCE);
                Figures.add("all connected after a restart" + with, secondsSince(begin), "s", "");
                bot.await("tokens validated", PATIENCE, () -> bot.metric("herald_tokens{state=\"unknown\"}") == 0);
                // What the start needed more goes when it has been idle for a while.
                bot.await("fewer threads", Duration.ofMinutes(2), () -> bot.threads() < 60);
                double resident = bot.residentBytes() / 1048576.0;
                int threads = bot.threads();
                Figures.add("heap in use after a collection" + with, bot.liveHeapBytes() / 1048576.0, "MB", "");
                Figures.add("resident memory" + with + ", " + heap, resident, "MB", "below " + megabytes);
                Figures.add("threads" + with, threads, "", "below 60");
                assertThat(resident).isLessThan(megabytes);
                assertThat(threads).isLessThan(60);
                return ready;
            }
        }
    }
}
