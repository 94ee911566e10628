package bot.herald.bench;

import static org.assertj.core.api.Assertions.assertThat;

import bot.herald.simulator.SimulatorOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Chat as it is in life: line by line, each a segment of its own, in many channels in turn, and nearly all of it leads to nothing.
 * Processor time is all that the bot's process takes, the kernel's for it included, without what it takes while nobody writes.
 */
@Tag("bench")
class LifeBench {
    private static final int CHANNELS = Integer.getInteger("herald.bench.life.channels", 100);
    private static final List<Integer> RATES = List.of(10, 100, 1_000, 10_000);
    private static final Duration WARM_UP = Duration.ofSeconds(Integer.getInteger("herald.bench.life.warm-up", 30));
    private static final Duration RUN = Duration.ofSeconds(20);

    @TempDir
    Path folder = Path.of("");

    /** As the launcher, the unit and the image start it, and as a plain {@code java -jar} does. */
    @ParameterizedTest
    @CsvSource({"as shipped, " + BotProcess.SHIPPED, "the JVM's defaults, ''"})
    void aLineThatLeadsToNothingCostsLittle(String how, String flags) throws Exception {
        SimulatorOptions twitch = SimulatorOptions.defaults().withHelixPointsPerMinute(1_000_000);
        try (Fleet fleet = Fleet.of(CHANNELS, "conduit", folder, twitch, Map.of("HERALD_TWITCH_EVENTSUB_SHARDS", "1"));
                BotProcess bot = fleet.start(flags.isEmpty() ? new String[0] : flags.split(" "))) {
            bot.awaitConnected(CHANNELS, Duration.ofMinutes(3));
            bot.await(
                    "tokens validated",
                    Duration.ofMinutes(3),
                    () -> bot.metric("herald_tokens{state=\"unknown\"}") == 0);
            figure("resident memory, idle", how, bot.residentBytes() / 1048576.0, "MB", "");
            figure("threads, idle", how, bot.threads(), "", "");
            Talk talk = new Talk(fleet);
            figure("first minute, a line at 1,000/s", how, talk.microsOfALine(bot, 1_000, WARM_UP), "µs", "");
            for (int rate : RATES) {
                double micros = talk.microsOfALine(bot, rate, RUN);
                figure(
                        "processor time of a line, " + rate + "/s",
                        how,
                        micros,
                        "µs",
                        rate == 1_000 ? "at most 15" : "");
            }
            figure("resident memory after that", how, bot.residentBytes() / 1048576.0, "MB", "");
            figure("threads after that", how, bot.threads(), "", "");
            assertThat(bot.metric("herald_events_total{type=\"channel.chat.message\"}"))
                    .as("every line was read")
                    .isEqualTo(talk.number);
        }
    }

    private static void figure(String what, String how, double value, String unit, String wanted) {
        Figures.add("life, " + how + ": " + what, value, unit, wanted);
    }

    /** People who talk to each other. */
    private static final class Talk {
        private final Fleet fleet;
        private long number;

        Talk(Fleet fleet) {
            this.fleet = fleet;
        }

        double microsOfALine(BotProcess bot, int perSecond, Duration time) {
            double idle = nanosIn(bot, time.dividedBy(2), () -> pause(time.dividedBy(2))) * 2;
            long lines = perSecond * time.toSeconds();
            double busy = nanosIn(bot, time, () -> say(lines, perSecond));
            return (busy - idle) / lines / 1_000;
        }

        private static double nanosIn(BotProcess bot, Duration time, Runnable what) {
            long before = bot.processorNanos();
            long begin = System.nanoTime();
            what.run();
            double took = System.nanoTime() - begin;
            return (bot.processorNanos() - before) * (time.toNanos() / took);
        }

        private static void pause(Duration time) {
            long end = System.nanoTime() + time.toNanos();
            for (long left = time.toNanos(); left > 0; left = end - System.nanoTime()) {
                LockSupport.parkNanos(left);
            }
        }

        private void say(long lines, int perSecond) {
            long begin = System.nanoTime();
            for (long line = 0; line < lines; line++) {
                long moment = begin + line * TimeUnit.SECONDS.toNanos(1) / perSecond;
                for (long left = moment - System.nanoTime(); left > 0; left = moment - System.nanoTime()) {
                    LockSupport.parkNanos(left);
                }
                String channel = fleet.channels().get((int) (number % CHANNELS)).id();
                number++;
                fleet.twitch()
                        .sockets()
                        .sendRaw(ChatNotification.talk(Integer.parseInt(channel), String.format("%012d", number)));
            }
        }
    }
}
