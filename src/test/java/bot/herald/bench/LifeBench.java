package bot.herald.bench;

import bot.herald.simulator.SimulatorOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Chat as it is in life: line by line, each a segment of its own, in many channels in turn, and nearly all of it leads to nothing.
 * Processor time is all that the bot's process takes, the kernel's for it included, without what it takes while nobody writes.
 */
@Tag("bench")
class LifeBench {
    private static final int CHANNELS = Integer.getInteger("herald.bench.life.channels", 100);
    private static final List<Integer> RATES = Stream.of(
                    System.getProperty("herald.bench.life.rates", "10,100,1000,10000,20000")
                            .split(","))
            .map(Integer::valueOf)
            .toList();
    private static final Duration WARM_UP = Duration.ofSeconds(Integer.getInteger("herald.bench.life.warm-up", 30));
    private static final Duration RUN = Duration.ofSeconds(Integer.getInteger("herald.bench.life.seconds", 20));

    @TempDir
    Path folder = Path.of("");

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aLineThatLeadsToNothingCostsLittle(boolean asShipped) throws Exception {
        String how = asShipped ? "as shipped" : "a plain java";
        SimulatorOptions twitch = SimulatorOptions.defaults().withHelixPointsPerMinute(1_000_000);
        try (Fleet fleet = Fleet.of(CHANNELS, "conduit", folder, twitch, Map.of("HERALD_TWITCH_EVENTSUB_SHARDS", "1"));
                BotProcess bot = asShipped ? fleet.start(BotProcess.SHIPPED) : fleet.start()) {
            bot.awaitConnected(CHANNELS, Duration.ofMinutes(3));
            bot.await(
                    "tokens validated",
                    Duration.ofMinutes(3),
                    () -> bot.metric("herald_tokens{state=\"unknown\"}") == 0);
            figure("resident memory, idle", how, bot.residentBytes() / 1048576.0, "MB", "at most 110");
            figure("threads, idle", how, bot.threads(), "", "");
            Talk talk = new Talk(fleet);
            show(how, "at first", 1_000, talk.line(bot, 1_000, WARM_UP));
            for (int rate : RATES) {
                show(how, "later", rate, talk.line(bot, rate, RUN));
                figure("resident memory at " + rate + "/s", how, bot.residentBytes() / 1048576.0, "MB", "");
            }
            figure("threads after that", how, bot.threads(), "", "");
            bot.await(
                    "every line was read",
                    Duration.ofSeconds(10),
                    () -> bot.metric("herald_events_total{type=\"channel.chat.message\"}") == talk.number);
        }
    }

    private static void show(String how, String when, int rate, Line line) {
        String at = " of a line, " + when + ", at " + rate + "/s";
        figure("processor time" + at, how, line.micros(), "µs", rate == 1_000 ? "at most 15" : "");
        figure("sleeps" + at, how, line.sleeps(), "", "");
    }

    /** What one cost. */
    private record Line(double micros, double sleeps) {}

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

        Line line(BotProcess bot, int perSecond, Duration time) {
            Line idle = in(bot, time, 1, () -> pause(time));
            long lines = perSecond * time.toSeconds();
            Line busy = in(bot, time, lines, () -> say(lines, perSecond));
            return new Line(busy.micros() - idle.micros() / lines, busy.sleeps() - idle.sleeps() / lines);
        }

        private static Line in(BotProcess bot, Duration time, long lines, Runnable what) {
            long nanos = bot.processorNanos();
            long sleeps = bot.sleeps();
            long begin = System.nanoTime();
            what.run();
            double share = (double) time.toNanos() / (System.nanoTime() - begin) / lines;
            return new Line((bot.processorNanos() - nanos) / 1e3 * share, (bot.sleeps() - sleeps) * share);
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
