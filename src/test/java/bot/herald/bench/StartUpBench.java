package bot.herald.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import bot.herald.simulator.SimulatorOptions;
import bot.herald.testing.FreePort;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * From the start of the process until the bot answers, with an empty database, plain and as shipped, with Java's class archive; and
 * until a hundred channels are heard.
 *
 * <p>Needs {@code target/herald.jar}: a class archive takes no folders of classes.
 */
@Tag("bench")
class StartUpBench {
    private static final int ROUNDS = 5;
    private static final Path JAR = Path.of("target", "herald.jar");

    @TempDir
    Path folder = Path.of("");

    /** Of the whole process, until it is up. */
    private record Start(double seconds, double cpuSeconds) {}

    private Start start(String name, List<String> jvm) throws IOException {
        Path own = Files.createDirectory(folder.resolve(name));
        int port = FreePort.next();
        Files.writeString(own.resolve("config.yaml"), """
                twitch:
                  client-id: abc
                  client-secret: def
                web:
                  port: %d
                """.formatted(port));
        long begin = System.nanoTime();
        try (BotProcess bot = BotProcess.startJar(
                JAR, own, URI.create("http://127.0.0.1:" + port), Map.of(), jvm, "run", "--config", "config.yaml")) {
            bot.await("running", Duration.ofMinutes(2), () -> bot.hasSaid("Herald is running"));
            double seconds = (System.nanoTime() - begin) / 1e9;
            double cpu = bot.cpu().toMillis() / 1e3;
            assertThat(bot.status("/healthz")).isEqualTo(200);
            return new Start(seconds, cpu);
        }
    }

    /** The best of some rounds: the others were disturbed. */
    private Start best(String name, List<String> jvm) throws IOException {
        List<Start> starts = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            starts.add(start(name + round, jvm));
        }
        return new Start(
                starts.stream().mapToDouble(Start::seconds).min().orElseThrow(),
                starts.stream().mapToDouble(Start::cpuSeconds).min().orElseThrow());
    }

    @Test
    void botIsUpWithinTwoSeconds() throws IOException {
        assumeThat(JAR).as("made by mvn -q -DskipTests package").exists();
        Start plain = best("plain", List.of());
        Path archive = folder.resolve("herald.jsa");
        start("archiving", List.of(BotProcess.SHIPPED, "-XX:ArchiveClassesAtExit=" + archive));
        Start archived = best("archived", List.of(BotProcess.SHIPPED, "-XX:SharedArchiveFile=" + archive));

        Figures.add("start until running", plain.seconds(), "s", "below 2, on a quiet machine");
        Figures.add("processor time of a start", plain.cpuSeconds(), "s", "");
        Figures.add("start until running, with a class archive", archived.seconds(), "s", "at most 1");
        Figures.add("processor time of a start, with a class archive", archived.cpuSeconds(), "s", "");
        assertThat(archived.cpuSeconds()).isLessThan(plain.cpuSeconds());
    }

    /** Each on a socket of its own, as without a conduit, with the class archive. Twitch is asked, since asking the bot costs it time. */
    @Test
    void hundredChannelsAreHeardSoonAfterTheStart() throws Exception {
        assumeThat(JAR).as("made by mvn -q -DskipTests package").exists();
        SimulatorOptions twitch = SimulatorOptions.defaults().withHelixPointsPerMinute(1_000_000);
        try (Fleet fleet = Fleet.of(100, "websocket", folder, twitch)) {
            Path archive = folder.resolve("herald.jsa");
            hundred(fleet, List.of(BotProcess.SHIPPED, "-XX:ArchiveClassesAtExit=" + archive));
            Heard best = hundred(fleet, List.of(BotProcess.SHIPPED, "-XX:SharedArchiveFile=" + archive));
            for (int round = 1; round < ROUNDS; round++) {
                Heard next = hundred(fleet, List.of(BotProcess.SHIPPED, "-XX:SharedArchiveFile=" + archive));
                best = next.heard() < best.heard() ? next : best;
            }
            Figures.add("start until 100 channels are heard on WebSockets", best.heard(), "s", "at most 2");
            Figures.add("processor time of that", best.cpu(), "s", "");
            Figures.add("threads then", best.threads(), "", "");
            Figures.add("start until all subscriptions of 100 channels are made", best.all(), "s", "");
            Figures.add("subscriptions of 100 channels", best.subscriptions(), "", "");
        }
    }

    /** When chat and raids of all are heard, after how much processor time, with how many threads; and when all else is. */
    private record Heard(double heard, double cpu, int threads, double all, int subscriptions) {}

    private static Heard hundred(Fleet fleet, List<String> jvm) {
        Awaitility.await("those of the process before are gone").until(() -> fleet.enabled(Set.of()) == 0);
        long begin = System.nanoTime();
        try (BotProcess bot = fleet.startJar(JAR, jvm)) {
            Set<String> essential = Set.of("channel.chat.message", "channel.raid");
            bot.await("heard", Duration.ofMinutes(3), () -> fleet.enabled(essential) == 200);
            double heard = (System.nanoTime() - begin) / 1e9;
            double cpu = bot.cpu().toMillis() / 1e3;
            int threads = bot.threads();
            // Chat, raids, the stream's beginning and end, and its title; and once the bot's own name.
            bot.await("subscribed", Duration.ofMinutes(1), () -> fleet.enabled(Set.of()) == 501);
            return new Heard(heard, cpu, threads, (System.nanoTime() - begin) / 1e9, fleet.enabled(Set.of()));
        }
    }
}
