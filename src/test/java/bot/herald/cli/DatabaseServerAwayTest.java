package bot.herald.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import bot.herald.simulator.Delivery;
import bot.herald.simulator.SentMessage;
import bot.herald.simulator.SimulatedUser;
import bot.herald.simulator.SimulatorOptions;
import bot.herald.simulator.TwitchSimulator;
import bot.herald.testing.FreePort;
import bot.herald.testing.FrozenServer;
import bot.herald.testing.ShardsAtTwitch;
import bot.herald.testing.SimulatedTwitch;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Three processes on a PostgreSQL server that goes away and later stands still for a while, and raids all the time. */
class DatabaseServerAwayTest {
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final int INSTANCES = 3;
    private static final int CHANNELS = 6;

    @TempDir
    Path folder = Path.of("");

    private final List<HeraldProcess> processes = new ArrayList<>();
    private final List<Integer> ports = new ArrayList<>();
    private final List<SimulatedUser> channels = new ArrayList<>();
    private final AtomicInteger raids = new AtomicInteger();
    private final Map<String, Instant> raidedAt = new ConcurrentHashMap<>();
    private final AtomicInteger undelivered = new AtomicInteger();
    private final ScheduledExecutorService raiders = Executors.newSingleThreadScheduledExecutor();
    private TwitchSimulator twitch;
    private EmbeddedPostgres server;
    private @Nullable FrozenServer frozen;

    @BeforeEach
    void open() throws IOException {
        for (int n = 0; n < INSTANCES; n++) {
            ports.add(FreePort.next());
        }
        twitch = SimulatedTwitch.start(SimulatorOptions.defaults().withChatMessagesPerWindow(7_500), ports.get(0));
        server = start(0);
    }

    @AfterEach
    void close() throws IOException {
        raiders.shutdownNow();
        thaw();
        processes.forEach(HeraldProcess::close);
        server.close();
        twitch.close();
    }

    private EmbeddedPostgres start(int port) throws IOException {
        return EmbeddedPostgres.builder()
                .setPort(port)
                .setDataDirectory(folder.resolve("server"))
                .setCleanDataDirectory(false)
                .setServerConfig("fsync", "off")
                .start();
    }

    @Test
    @Tag("full")
    void noRaidIsLostWhileTheServerIsAwayOrStandsStill() throws Exception {
        survives(5);
    }

    @Test
    @Tag("recovery")
    void noRaidIsLostWhileTheServerIsAwayOrStandsStillForLong() throws Exception {
        survives(20);
    }

    private void survives(int seconds) throws Exception {
        int port = server.getPort();
        for (int n = 0; n < INSTANCES; n++) {
            processes.add(run(n));
            if (n == 0) {
                connect();
            }
        }
        ShardsAtTwitch shards = new ShardsAtTwitch(twitch);
        await().atMost(SOON.multipliedBy(2))
                .until(() -> shards.served() == INSTANCES && shards.sessions() == INSTANCES);
        await().atMost(SOON).until(() -> statuses().allMatch(status -> status == 200));
        List<Integer> before =
                processes.stream().map(one -> one.output().length()).toList();
        Future<?> unused = raiders.scheduleAtFixedRate(this::raid, 0, 500, TimeUnit.MILLISECONDS);
        await().until(() -> raids.get() >= 4);

        outage("away", seconds, server::close, () -> server = start(port));
        int greeted = raids.get();
        outage("frozen", seconds, () -> frozen = FrozenServer.of(folder.resolve("server")), this::thaw);
        raiders.shutdown();
        assertThat(raiders.awaitTermination(10, TimeUnit.SECONDS)).isTrue();

        System.out.println("raids " + raids + ", while it was away " + greeted + ", without a shard " + undelivered);
        assertThat(undelivered).hasValue(0);
        await().atMost(SOON).untilAsserted(() -> assertThat(greetings()).hasSizeGreaterThanOrEqualTo(raids.get()));
        assertThat(greetings()).hasSize(raids.get()).doesNotHaveDuplicates();
        for (int n = 0; n < INSTANCES; n++) {
            List<String> said = processes
                    .get(n)
                    .output()
                    .substring(before.get(n))
                    .lines()
                    .filter(line -> !line.isBlank() && !line.contains(" INFO "))
                    .toList();
            assertThat(said)
                    .as("instance %d, one line for each", n)
                    .hasSize(2)
                    .allMatch(line -> line.contains("does not answer"));
        }
    }

    private void thaw() {
        if (frozen != null) {
            frozen.close();
        }
    }

    private interface Step {
        void run() throws Exception;
    }

    private void outage(String what, int seconds, Step begin, Step end) throws Exception {
        Instant since = Instant.now();
        begin.run();
        long away = System.nanoTime();
        await().atMost(SOON)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> statuses().allMatch(status -> status == 503));
        Duration noticed = Duration.ofNanos(System.nanoTime() - away);
        int soFar = raids.get();
        await().atMost(SOON).until(() -> raids.get() >= soFar + 2 * seconds);
        end.run();
        long back = System.nanoTime();
        await().atMost(SOON).until(() -> statuses().allMatch(status -> status == 200));
        Duration ready = Duration.ofNanos(System.nanoTime() - back);
        Duration slowest = slowest(since);
        System.out.println("PostgreSQL " + what + " " + seconds + " s: not ready after " + noticed.toMillis()
                + " ms, ready again after " + ready.toMillis() + " ms, slowest greeting "
                + slowest.toMillis() + " ms");
        assertThat(noticed).as("goal: 1 s").isLessThan(Duration.ofSeconds(5));
        assertThat(slowest).as("goal: 5 s").isLessThan(Duration.ofSeconds(15));
    }

    private Stream<Integer> statuses() {
        return ports.stream()
                .map(one -> new ScriptedBrowser()
                        .open(URI.create("http://localhost:" + one + "/readyz"))
                        .statusCode());
    }

    private void raid() {
        int n = raids.incrementAndGet();
        String raider = "Raider%05dx".formatted(n);
        raidedAt.put(raider, Instant.now());
        Delivery raid = twitch.raid(
                twitch.user(raider.toLowerCase(Locale.ROOT), raider).id(),
                channels.get(n % CHANNELS).id(),
                40);
        if (raid.notified() == 0) {
            undelivered.incrementAndGet();
        }
    }

    private List<String> greetings() {
        return greetingMessages().map(DatabaseServerAwayTest::raider).toList();
    }

    private Stream<SentMessage> greetingMessages() {
        return twitch.sentMessages().stream()
                .filter(SentMessage::sent)
                .filter(message -> message.text().contains("Raider"));
    }

    private static String raider(SentMessage greeting) {
        return greeting.text().replaceAll(".*(Raider\\d{5}x).*", "$1");
    }

    /** How long the raid that waited longest for its greeting did, of those that were greeted since. */
    private Duration slowest(Instant since) {
        return greetingMessages()
                .filter(message -> message.at().isAfter(since))
                .map(message -> Duration.between(Objects.requireNonNull(raidedAt.get(raider(message))), message.at()))
                .max(Comparator.naturalOrder())
                .orElse(Duration.ZERO);
    }

    private void connect() throws InterruptedException {
        agree(processes.get(0).await("Open (\\S+/auth/bot\\?setup=\\S+)"), "heraldbot");
        for (int n = 0; n < CHANNELS; n++) {
            SimulatedUser channel = twitch.user("channel" + n);
            channels.add(channel);
            agree("http://localhost:" + ports.get(0) + "/auth/channel", channel.login());
            twitch.addModerator(channel.id(), twitch.user("heraldbot").id());
        }
    }

    private HeraldProcess run(int number) throws IOException {
        String url = "jdbc:postgresql://localhost:" + server.getPort() + "/postgres?user=postgres&password=postgres";
        Files.writeString(
                folder.resolve(number + ".yaml"),
                SharedConfig.of(twitch, "conduit", ports.get(number), ports.get(0), url));
        // While the database is away each keeps to its share of what the account may say, which is not what is measured
        // here.
        return new HeraldProcess(folder, Map.of("HERALD_BOT_VERIFIED", "true"), "run", "--config", number + ".yaml");
    }

    private static void agree(String link, String login) {
        assertThat(new ScriptedBrowser().agree(URI.create(link), login).statusCode())
                .isEqualTo(200);
    }
}
