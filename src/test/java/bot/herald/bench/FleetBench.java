package bot.herald.bench;

import static org.assertj.core.api.Assertions.assertThat;

import bot.herald.simulator.SimulatorOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What thousands of channels on a conduit cost, and how soon all of them are heard. */
@Tag("bench")
class FleetBench {
    private static final int CHANNELS = Integer.getInteger("herald.bench.channels", 1_000);
    private static final Duration PATIENCE = Duration.ofMinutes(40);
    private static final Duration REST = Duration.ofSeconds(90);

    @TempDir
    Path folder = Path.of("");

    private static double secondsSince(long nanos) {
        return (System.nanoTime() - nanos) / 1e9;
    }

    @Test
    void whatHundredChannelsOnConduitCost() throws Exception {
        Costs costs = of(CHANNELS / 10, "-Xmx192m");
        assertThat(costs.threads()).isLessThan(60);
    }

    @Test
    void thousandChannelsOnConduitFitIntoThreeHundredMegabytesAndSixtyThreads() throws Exception {
        Costs costs = of(CHANNELS, "-Xmx192m");
        assertThat(costs.residentMegabytes()).isLessThan(300);
        assertThat(costs.threads()).isLessThan(60);
    }

    @Test
    void tenThousandChannelsOnConduitFitIntoSevenHundredMegabytesAndAreReadyWithinHalfAMinute() throws Exception {
        Costs costs = of(10 * CHANNELS, "-Xmx448m");
        assertThat(costs.residentMegabytes()).isLessThan(700);
        assertThat(costs.readySeconds()).isLessThan(30);
    }

    /** @param readySeconds from a restart */
    private record Costs(double readySeconds, double residentMegabytes, int threads) {}

    private Costs of(int channels, String heap) throws Exception {
        String with = " with " + channels + " channels, conduit";
        // Twitch's 800 points a minute would make the first subscriptions a matter of hours; a restart spends few.
        SimulatorOptions generous = SimulatorOptions.defaults().withHelixPointsPerMinute(10_000_000);
        try (Fleet fleet = Fleet.of(channels, "conduit", folder, generous)) {
            try (BotProcess bot = fleet.start(BotProcess.SHIPPED, heap)) {
                long begin = System.nanoTime();
                bot.awaitConnected(channels, PATIENCE);
                Figures.add("all subscriptions created without Twitch's limit" + with, secondsSince(begin), "s", "");
            }
            long begin = System.nanoTime();
            try (BotProcess bot = fleet.start(BotProcess.SHIPPED, heap)) {
                bot.awaitReady(PATIENCE);
                double ready = secondsSince(begin);
                Figures.add("ready after a restart" + with, ready, "s", channels > CHANNELS ? "below 30" : "");
                bot.awaitConnected(channels, PATIENCE);
                Figures.add("all connected after a restart" + with, secondsSince(begin), "s", "");
                bot.await("tokens validated", PATIENCE, () -> bot.metric("herald_tokens{state=\"unknown\"}") == 0);
                Figures.add("threads when all is connected and validated" + with, bot.threads(), "", "");
                rest(bot);
                double resident = bot.residentBytes() / 1048576.0;
                int threads = bot.threads();
                Figures.add("heap in use after a collection" + with, bot.liveHeapBytes() / 1048576.0, "MB", "");
                Figures.add("resident memory" + with + ", " + heap, resident, "MB", "");
                Figures.add("threads" + with, threads, "", channels > CHANNELS ? "" : "below 60");
                return new Costs(ready, resident, threads);
            }
        }
    }

    /** What the start needed more goes when it has been idle for a while. */
    private static void rest(BotProcess bot) {
        long end = System.nanoTime() + REST.toNanos();
        while (bot.threads() >= 60 && System.nanoTime() < end) {
            LockSupport.parkNanos(100_000_000);
        }
    }
}
