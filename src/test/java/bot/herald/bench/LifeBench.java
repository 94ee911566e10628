package bot.herald.bench;

import static org.assertj.core.api.Assumptions.assumeThat;

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
 *
 * <p>What Java compiles costs more than the lines as long as it does. So a line is measured at first, as it is for a bot that was just
 * started, and again when the compiler has come to rest; and what the bot takes while nobody writes is measured then, too.
 */
@Tag("bench")
class LifeBench {
    private static final int CHANNELS = Integer.getInteger("herald.bench.life.channels", 100);
    private static final List<Integer> RATES = Stream.of(
                    System.getProperty("herald.bench.life.rates", "10,100,1000,10000,20000")
                            .split(","))
            .map(Integer::valueOf)
            .toList();
    private static final Path JAR = Path.of("target", "herald.jar");
    /** Until threads that nobody needs have ended. */
    private static final Duration REST = Duration.ofSeconds(45);

    private static final Duration FIRST = Duration.ofSeconds(Integer.getInteger("herald.bench.life.first", 30));
    private static final Duration RUN = Duration.ofSeconds(Integer.getInteger("herald.bench.life.seconds", 20));
    /** So that the grain in which processor time is told, a hundredth of a second, does not show too much. */
    private static final int FEWEST_LINES = 600;

    @TempDir
    Path folder = Path.of("");

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aLineThatLeadsToNothingCostsLittle(boolean asShipped) throws Exception {
        assumeThat(JAR).as("made by mvn -q -DskipTests package").exists();
        String how = asShipped ? "as shipped" : "a plain java";
        SimulatorOptions twitch = SimulatorOptions.defaults().withHelixPointsPerMinute(1_000_000);
        try (Fleet fleet = Fleet.of(CHANNELS, "conduit", folder, twitch, Map.of("HERALD_TWITCH_EVENTSUB_SHARDS", "1"));
                BotProcess bot = fleet.startJar(JAR, asShipped ? shipped(fleet) : List.of())) {
            bot.awaitConnected(CHANNELS, Duration.ofMinutes(3));
            bot.await(
                    "tokens validated",
                    Duration.ofMinutes(3),
                    () -> bot.metric("herald_tokens{state=\"unknown\"}") == 0);
            figure("resident memory, soon after the start", how, bot.residentBytes() / 1048576.0, "MB", "");
            Talk.pause(REST);
            figure("resident memory, idle", how, bot.residentBytes() / 1048576.0, "MB", "at most 110");
            figure("of it not to be dropped, idle", how, bot.anonymousBytes() / 1048576.0, "MB", "");
            figure("threads, idle", how, bot.threads(), "", "");
            Talk talk = new Talk(fleet, bot);
            PerSecond first = talk.at(1_000, FIRST);
            talk.untilCompiled();
            figure("lines until the compiler came to rest", how, (double) talk.number, "", "");
            PerSecond idle = talk.untilQuiet();
            figure("processor time while nobody writes", how, idle.micros() / 1_000, "ms a second", "");
            show(how, "at first", 1_000, first, idle);
            for (int rate : RATES) {
                Duration time = Duration.ofSeconds(Math.max(RUN.toSeconds(), FEWEST_LINES / rate));
                show(how, "later", rate, talk.at(rate, time), idle);
                figure("resident memory at " + rate + "/s", how, bot.residentBytes() / 1048576.0, "MB", "");
            }
            figure("threads after that", how, bot.threads(), "", "");
            bot.await(
                    "every line was read",
                    Duration.ofSeconds(10),
                    () -> bot.metric("herald_events_total{type=\"channel.chat.message\"}") == talk.number);
        }
    }

    /** As {@code bin/herald} starts it from the second time on: with its options, and with the classes that an earlier run loaded. */
    private List<String> shipped(Fleet fleet) {
        Path archive = folder.resolve("herald.jsa");
        try (BotProcess earlier =
                fleet.startJar(JAR, List.of(BotProcess.SHIPPED, "-XX:ArchiveClassesAtExit=" + archive))) {
            earlier.awaitConnected(CHANNELS, Duration.ofMinutes(3));
        }
        return List.of(BotProcess.SHIPPED, "-XX:SharedArchiveFile=" + archive);
    }

    private static void show(String how, String when, int rate, PerSecond all, PerSecond idle) {
        String at = " of a line, " + when + ", at " + rate + "/s";
        String wanted = rate == 1_000 ? "at most 15" : "";
        figure("processor time" + at, how, (all.micros() - idle.micros()) / rate, "µs", wanted);
        figure("of it to compile," + at, how, all.compiling() / rate, "µs", "");
        figure("sleeps" + at, how, (all.sleeps() - idle.sleeps()) / rate, "", "");
    }

    private static void figure(String what, String how, double value, String unit, String wanted) {
        Figures.add("life, " + how + ": " + what, value, unit, wanted);
    }

    /**
     * What the bot took in a second.
     *
     * @param compiling the compiler's part of {@code micros}
     */
    private record PerSecond(double micros, double compiling, double sleeps) {}

    /** People who talk to each other. */
    private static final class Talk {
        private static final int BUSY = 10_000;
        private static final Duration PART = Duration.ofSeconds(5);
        /** That is two minutes at most: some things are compiled when they have been done a million times. */
        private static final int MOST_PARTS = 24;
        /** Of a processor; less does not count. */
        private static final double REST_MICROS = 5_000;

        private final Fleet fleet;
        private final BotProcess bot;
        private long number;

        Talk(Fleet fleet, BotProcess bot) {
            this.fleet = fleet;
            this.bot = bot;
        }

        PerSecond at(int perSecond, Duration time) {
            return of(() -> say(perSecond * time.toSeconds(), perSecond));
        }

        /** Talks until what is still compiled costs nothing to speak of, for three parts in a row. */
        void untilCompiled() {
            int atRest = 0;
            for (int part = 0; part < MOST_PARTS && atRest < 3; part++) {
                atRest = at(BUSY, PART).compiling() < REST_MICROS ? atRest + 1 : 0;
            }
        }

        /** What the bot takes when it has done with what it had to do after the last line. */
        PerSecond untilQuiet() {
            PerSecond before = of(() -> pause(PART));
            PerSecond last = of(() -> pause(PART));
            for (int part = 2; part < MOST_PARTS && before.micros() - last.micros() > REST_MICROS; part++) {
                before = last;
                last = of(() -> pause(PART));
            }
            return last;
        }

        private PerSecond of(Runnable what) {
            long nanos = bot.cpu().toNanos();
            long compiling = bot.compilerNanos();
            long sleeps = bot.sleeps();
            long begin = System.nanoTime();
            what.run();
            double seconds = (System.nanoTime() - begin) / 1e9;
            return new PerSecond(
                    (bot.cpu().toNanos() - nanos) / 1e3 / seconds,
                    (bot.compilerNanos() - compiling) / 1e3 / seconds,
                    (bot.sleeps() - sleeps) / seconds);
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
