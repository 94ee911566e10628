package bot.herald.cli;

import static org.assertj.core.api.Assertions.assertThat;

import bot.herald.security.KeyFile;
import bot.herald.simulator.Fault;
import bot.herald.simulator.SimulatedUser;
import bot.herald.simulator.TwitchSimulator;
import bot.herald.testing.FreePort;
import bot.herald.testing.SimulatedTwitch;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Herald as its operator meets it: a process with a configuration file, signals and exit codes. */
class HeraldProcessTest {
    private static final Duration SOON = Duration.ofSeconds(30);
    /** And some more on a machine that has other things to do, but far from the half minute of a lease. */
    private static final Duration ABOUT_A_SECOND = Duration.ofSeconds(5);

    private static final String SECRET_VARIABLE = "SECRET_OF_THE_TEST";

    @TempDir
    Path folder = Path.of("");

    private int port;
    private TwitchSimulator twitch;

    @BeforeEach
    void startTwitch() throws IOException {
        port = FreePort.next();
        twitch = SimulatedTwitch.start(port);
    }

    @AfterEach
    void stopTwitch() {
        twitch.close();
    }

    @Test
    void sigtermBeforeAnythingHasBegunIsNoFailure() throws Exception {
        // Who reads this waits for a writer, so the process is at its very beginning when it is stopped.
        Path slow = folder.resolve("slow.yaml");
        assertThat(new ProcessBuilder("mkfifo", slow.toString()).start().waitFor())
                .isZero();
        try (HeraldProcess herald = new HeraldProcess(folder, Map.of(), "run", "--config", slow.toString())) {
            CompletableFuture<OutputStream> writer = CompletableFuture.supplyAsync(() -> open(slow));
            try (OutputStream configuration = writer.get(SOON.toSeconds(), TimeUnit.SECONDS)) {
                assertThat(configuration).as("what holds the start up").isNotNull();
                herald.terminate();

                assertThat(herald.awaitExit(SOON.toSeconds())).isZero();
            }
        }
    }

    private static OutputStream open(Path file) {
        try {
            return Files.newOutputStream(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void runsConnectsGreetsStopsOnSigtermAndGoesOnAfterARestart() throws Exception {
        configure();
        SimulatedUser bob;
        Path classes = folder.resolve("classes");
        try (HeraldProcess herald = new HeraldProcess(
                folder,
                Map.of(SECRET_VARIABLE, twitch.clientSecret(), "JAVA_TOOL_OPTIONS", "-Xlog:class+load:file=" + classes),
                "run",
                "--config",
                "config.yaml")) {
            String link = herald.await("Open (\\S+/auth/bot\\?setup=\\S+)");
            assertThat(agree(link, "heraldbot")).isEqualTo(200);
            for (String login : List.of("alice", "bob", "carol")) {
                assertThat(agree("http://localhost:" + port + "/auth/channel", login))
                        .isEqualTo(200);
            }
            bob = twitch.user("bob");
            twitch.raid(twitch.user("raider", "TheRaider").id(), bob.id(), 17);
            var greeting = twitch.awaitMessages(all -> !all.isEmpty(), SOON);
            assertThat(greeting).singleElement().satisfies(message -> {
                assertThat(message.broadcasterId()).isEqualTo(bob.id());
                assertThat(message.text()).contains("TheRaider").contains("17");
            });
            herald.terminate();
            assertThat(herald.awaitExit(10)).isZero();
            assertThat(herald.output()).contains("stopped").doesNotContain(twitch.clientSecret());
        }
        // Interfaces that signatures name are loaded to be looked at, but nothing that does anything.
        assertThat(Files.readString(classes))
                .as("what is built without discord.*")
                .contains("bot.herald.app.DiscordModule ")
                .doesNotContain(
                        "net.dv8tion.",
                        "bot.herald.discord.JdaBot ",
                        "bot.herald.discord.DiscordServers ",
                        "bot.herald.discord.LinkMessages ",
                        "bot.herald.discord.LinkMessageSender ",
                        "bot.herald.discord.login.");

        twitch.requests().clear();
        try (HeraldProcess herald = run()) {
            herald.await("Herald is running");
            twitch.awaitSubscriptions(
                    all -> all.stream()
                            .anyMatch(one -> one.enabled()
                                    && one.type().equals("channel.raid")
                                    && one.condition().containsValue(bob.id())),
                    SOON);
            twitch.raid(twitch.user("raider").id(), bob.id(), 3);
            assertThat(twitch.awaitMessages(all -> all.size() == 2, SOON).get(1).broadcasterId())
                    .isEqualTo(bob.id());
            assertThat(twitch.requests().count("POST", "/oauth2/token")).isZero();
            herald.terminate();
            assertThat(herald.awaitExit(10)).isZero();
        }
    }

    /** The lease of a refresh lasts thirty seconds, so whoever waits for one of a dead process is deaf for long. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    @Tag("full")
    void whoeverDiedInsideARefreshKeepsTheNextStartWaitingForNothing(boolean killed) throws Exception {
        configure();
        Map<String, Long> planned;
        try (HeraldProcess herald = run()) {
            agree(herald.await("Open (\\S+/auth/bot\\?setup=\\S+)"), "heraldbot");
            agree("http://localhost:" + port + "/auth/channel", "alice");
            Awaitility.await().atMost(SOON).until(() -> Stage.isSettled(URI.create("http://localhost:" + port)));
            planned = RecoveryTest.enabled(twitch);
            twitch.requests().clear();
            twitch.faults().next("POST", "/oauth2/token", 100, Fault.hang(Duration.ofMinutes(10)));
            twitch.users().forEach(user -> twitch.expireAccessTokens(user.id()));
            twitch.sockets().closeAll(4000);
            Awaitility.await().atMost(SOON).until(() -> twitch.faults().left() <= 98);
            if (killed) {
                herald.kill();
            } else {
                herald.terminate();
                assertThat(herald.awaitExit(10)).isZero();
            }
        }
        twitch.faults().clear();
        try (HeraldProcess herald = run()) {
            herald.await("Herald is running");
            long began = System.nanoTime();
            Awaitility.await()
                    .atMost(SOON)
                    .pollInterval(Duration.ofMillis(20))
                    .until(() -> RecoveryTest.enabled(twitch).equals(planned));
            assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(ABOUT_A_SECOND);
        }
    }

    @Test
    void unknownKeyAndMissingClientIdAreNamedTogetherAndExitWith2() throws Exception {
        Files.writeString(folder.resolve("config.yaml"), "twitch:\n  client-secret: x\nbot:\n  comand-prefix: '?'\n");
        try (HeraldProcess herald = run()) {
            assertThat(herald.awaitExit(60)).isEqualTo(2);
            assertThat(herald.output())
                    .contains("config.yaml:4: bot.comand-prefix: unknown key; did you mean bot.command-prefix?")
                    .contains("twitch.client-id")
                    .doesNotContain("\tat ", "Java may take");
        }
    }

    @Test
    void namedConfigurationThatDoesNotExistExitsWith2() throws Exception {
        try (HeraldProcess herald = new HeraldProcess(folder, Map.of(), "run", "--config", "missing.yaml")) {
            assertThat(herald.awaitExit(60)).isEqualTo(2);
            assertThat(herald.output()).contains("missing.yaml").doesNotContain("\tat ");
        }
    }

    @Test
    void takenPortIsNamedAndExitsWith1() throws Exception {
        configure();
        try (ServerSocket taken = new ServerSocket(port, 1, InetAddress.getLoopbackAddress());
                HeraldProcess herald = run()) {
            assertThat(taken.isBound()).isTrue();
            assertFailsClearly(herald, String.valueOf(port), "web.port");
        }
    }

    @Test
    void keyFileThatIsMissingBesideTokensExitsWith1AndMakesNoNewOne() throws Exception {
        configure();
        try (HeraldProcess herald = run()) {
            agree(herald.await("Open (\\S+/auth/bot\\?setup=\\S+)"), "heraldbot");
            herald.terminate();
            herald.awaitExit(10);
        }
        Path key = folder.resolve("data/herald.key");
        Files.delete(key);

        try (HeraldProcess herald = run()) {
            assertFailsClearly(herald, "herald.key", "backup");
        }
        assertThat(key).doesNotExist();
    }

    @Test
    @Tag("full")
    void keyFileOfAnotherInstallationExitsWith1AndChangesNothing() throws Exception {
        configure();
        try (HeraldProcess herald = run()) {
            agree(herald.await("Open (\\S+/auth/bot\\?setup=\\S+)"), "heraldbot");
            herald.terminate();
            herald.awaitExit(10);
        }
        Path key = folder.resolve("data/herald.key");
        Files.move(key, folder.resolve("right.key"));
        new KeyFile(key).createIfMissing();

        try (HeraldProcess herald = run()) {
            assertFailsClearly(herald, "herald.key", "is not the one that sealed the tokens", "copy it from there");
        }
        Files.move(folder.resolve("right.key"), key, StandardCopyOption.REPLACE_EXISTING);
        try (HeraldProcess herald = run()) {
            herald.await("Herald is running");
            assertThat(herald.output()).doesNotContain("/auth/bot?setup=");
        }
    }

    @Test
    void databaseServerThatDoesNotAnswerExitsWith1() throws Exception {
        configure();
        Map<String, String> environment = new HashMap<>();
        environment.put("HERALD_DATABASE_URL", "jdbc:postgresql://127.0.0.1:1/herald");
        environment.put(SECRET_VARIABLE, twitch.clientSecret());
        try (HeraldProcess herald = new HeraldProcess(folder, environment, "run")) {
            assertFailsClearly(herald, "no PostgreSQL server answers there");
        }
    }

    @Test
    void keyFileThatCannotBeReadExitsWith1() throws Exception {
        configure();
        Files.createDirectories(folder.resolve("data"));
        // A folder cannot be read as a file, whoever asks; file modes do not stop root.
        Files.createDirectory(
                folder.resolve("data/herald.key"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));

        try (HeraldProcess herald = run()) {
            assertFailsClearly(herald, "key file", "herald.key");
        }
    }

    @Test
    void databaseOfANewerVersionExitsWith1() throws Exception {
        configure();
        try (HeraldProcess herald =
                new HeraldProcess(folder, Map.of(SECRET_VARIABLE, twitch.clientSecret()), "db", "migrate")) {
            assertThat(herald.awaitExit(60)).as(herald.output()).isZero();
        }
        try (Connection database = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("data/herald.db"))) {
            database.createStatement()
                    .executeUpdate(
                            "INSERT INTO flyway_schema_history (installed_rank, version, description, type, script,"
                                    + " checksum, installed_by, execution_time, success)"
                                    + " VALUES (99, '99', 'future', 'SQL', 'V99__future.sql', 1, 'x', 1, 1)");
        }

        try (HeraldProcess herald = run()) {
            assertFailsClearly(herald, "schema version 99", "newer Herald");
        }
    }

    private static void assertFailsClearly(HeraldProcess herald, String... words) throws InterruptedException {
        assertThat(herald.awaitExit(60)).as(herald.output()).isEqualTo(1);
        assertThat(herald.output()).contains(words).doesNotContain("\tat ").doesNotContain("internal error");
    }

    private HeraldProcess run() {
        return new HeraldProcess(
                folder, Map.of(SECRET_VARIABLE, twitch.clientSecret()), "run", "--config", "config.yaml");
    }

    private int agree(String link, String login) {
        return new ScriptedBrowser().agree(URI.create(link), login).statusCode();
    }

    private void configure() throws IOException {
        Files.writeString(
                folder.resolve("config.yaml"),
                SimulatedTwitch.yaml(twitch, "${" + SECRET_VARIABLE + "}") + """
                web:
                  port: %d
                  public-url: http://localhost:%d
                """.formatted(port, port));
    }
}
