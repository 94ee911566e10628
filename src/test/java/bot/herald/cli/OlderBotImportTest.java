package bot.herald.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bot.herald.auth.ScopesInUse;
import bot.herald.check.InstallationCheck;
import bot.herald.check.Machine;
import bot.herald.lifecycle.StartupException;
import bot.herald.simulator.SimulatedSubscription;
import bot.herald.simulator.SimulatedUser;
import bot.herald.simulator.TokenPair;
import bot.herald.storage.OlderBotImport.Mode;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code db import} and {@code db backup}, beside a bot that runs. */
class OlderBotImportTest {
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final String CHANNELS =
            "CREATE TABLE channels(id INTEGER PRIMARY KEY, twitch_id TEXT, login TEXT, display_name TEXT)";
    private static final String BOT_AUTH = "CREATE TABLE bot_auth(twitch_user_id TEXT, access_token TEXT,"
            + " refresh_token TEXT, scopes TEXT, expires_at INTEGER)";
    private static final String CHANNEL_AUTH = "CREATE TABLE channel_auth(channel_id INTEGER UNIQUE, access_token TEXT,"
            + " refresh_token TEXT, scopes TEXT, expires_at INTEGER)";
    private static final String CHANNEL_AUTH_NAMED = "CREATE TABLE channel_auth(channel_id INTEGER UNIQUE,"
            + " access_token TEXT, refresh_token TEXT, scopes TEXT, expires_at INTEGER, twitch_user_id TEXT)";
    private static final String INTEGRATIONS = "CREATE TABLE integrations(tenant_id TEXT, source TEXT, token TEXT)";

    @TempDir
    Path folder = Path.of("");

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final HeraldUpkeep upkeep =
            new HeraldUpkeep(new PrintWriter(out, true), new PrintWriter(err, true), Clock.systemUTC(), 80);
    private Stage stage;
    private Path old = Path.of("");

    @BeforeEach
    void open() {
        stage = new Stage(folder);
        old = folder.resolve("old.db");
    }

    @AfterEach
    void close() {
        stage.close();
    }

    @Test
    void aFolderIsNoFile() {
        assertThatThrownBy(() -> upkeep.data().importOlderBot(stage.config(), folder, Mode.USABLE_ROWS))
                .hasMessage(folder + " is a folder; name the older bot's database file in it");
    }

    @Test
    void everyShapeIsTakenOverAndServedByTheRunningBotWithoutARestart() throws Exception {
        long later = Instant.now().plusSeconds(3600).toEpochMilli();
        TokenPair bot = grant("oldbot", "user:read:chat", "user:write:chat", "user:bot");
        TokenPair alice = grant("alice", "channel:bot");
        TokenPair bob = grant("bob", "channel:bot");
        TokenPair carol = grant("carol", "channel:bot");
        TokenPair dave = grant("dave", "channel:bot");
        sql(
                CHANNELS,
                BOT_AUTH,
                CHANNEL_AUTH_NAMED,
                INTEGRATIONS,
                "INSERT INTO channels VALUES (1, '" + id("alice") + "', 'alice', 'Alice')",
                "INSERT INTO channels VALUES (2, '" + id("bob") + "', 'bob', 'Bob')",
                insert("bot_auth", "'" + id("oldbot") + "'", bot, later),
                insert("channel_auth", "1", alice, later).replace(")", ", '" + id("alice") + "')"),
                insert("channel_auth", "2", bob, later).replace(")", ", NULL)"),
                "INSERT INTO integrations VALUES ('" + id("carol") + "', 'twitch', '" + carol.refreshToken() + "')",
                "INSERT INTO integrations VALUES ('" + id("dave") + "', 'twitch', '{\"refreshToken\":\""
                        + dave.refreshToken() + "\",\"accessToken\":\"" + dave.accessToken()
                        + "\",\"expiresAt\":\"" + Instant.ofEpochMilli(later) + "\",\"tokenType\":\"bearer\"}')",
                "INSERT INTO integrations VALUES ('x', 'spotify', 'not ours')");

        assertThat(upkeep.data().importOlderBot(stage.config(), old, Mode.USABLE_ROWS))
                .isZero();

        assertThat(out.toString()).contains("Taken over: 5, kept as they are: 0, unusable: 0.");
        stage.twitch.awaitSubscriptions(
                all -> all.stream()
                                .filter(SimulatedSubscription::enabled)
                                .filter(one -> one.type().equals("channel.raid"))
                                .count()
                        == 4,
                SOON);
        stage.twitch.raid(id("dave"), id("carol"), 9);
        assertThat(stage.twitch
                        .awaitMessages(all -> !all.isEmpty(), SOON)
                        .get(0)
                        .broadcasterId())
                .isEqualTo(id("carol"));
        // Carol's row named no login; Twitch did.
        Awaitility.await()
                .atMost(SOON)
                .untilAsserted(() -> assertThat(channelLogins()).contains("alice", "bob", "carol", "dave"));
        // Only carol's bare refresh token had to be refreshed; the app access token may have been fetched.
        assertThat(stage.twitch.requests().count("POST", "/oauth2/token")).isBetween(1, 2);
    }

    @Test
    void eachTableAloneIsEnough() throws Exception {
        TokenPair bot = grant("oldbot", "user:read:chat", "user:write:chat", "user:bot");
        sql(BOT_AUTH, insert("bot_auth", "'" + id("oldbot") + "'", bot, 0));
        assertThat(upkeep.data().importOlderBot(stage.config(), old, Mode.ALL_OR_NOTHING))
                .isZero();
        assertThat(out.toString()).contains("Taken over: 1,");

        Files.delete(old);
        sql(
                INTEGRATIONS,
                "INSERT INTO integrations VALUES ('" + id("carol") + "', 'twitch', '{\"refreshToken\":\""
                        + grant("carol", "channel:bot").refreshToken() + "\"}')");
        assertThat(upkeep.data().importOlderBot(stage.config(), old, Mode.ALL_OR_NOTHING))
                .isZero();

        Files.delete(old);
        sql(
                CHANNEL_AUTH_NAMED,
                insert("channel_auth", "7", grant("erin", "channel:bot"), 0).replace(")", ", '" + id("erin") + "')"));
        assertThat(upkeep.data().importOlderBot(stage.config(), old, Mode.ALL_OR_NOTHING))
                .isZero();
        Awaitility.await()
                .atMost(SOON)
                .untilAsserted(() -> assertThat(channelLogins()).containsExactly("carol", "erin"));
    }

    @Test
    void brokenRowsOfTheOtherTablesAreListedToo() throws Exception {
        sql(
                CHANNELS,
                BOT_AUTH,
                CHANNEL_AUTH,
                INTEGRATIONS,
                "INSERT INTO bot_auth VALUES ('somebody', 'secretish', 'secretish', '', 0)",
                "INSERT INTO bot_auth VALUES (NULL, 'secretish', 'secretish', '', 0)",
                "INSERT INTO channels VALUES (1, NULL, 'alice', 'Alice')",
                "INSERT INTO channel_auth VALUES (1, 'secretish', 'secretish', '', 0)",
                "INSERT INTO channel_auth VALUES (9, 'secretish', 'secretish', '', 0)",
                "INSERT INTO integrations VALUES ('5005', 'twitch', '')",
                "INSERT INTO integrations VALUES ('5006', 'twitch', '{\"tokenType\":\"bearer\"}')",
                "INSERT INTO integrations VALUES ('5007', 'twitch', NULL)",
                "INSERT INTO integrations VALUES ('5008', 'twitch', '{\"refreshToken\": ')",
                "INSERT INTO integrations VALUES ('5009', 'twitch', '\"secretish\"')",
                "INSERT INTO integrations VALUES ('5010', 'twitch', '[secretish]')",
                "INSERT INTO integrations VALUES ('5011', 'twitch', 'refreshToken: secretish')",
                "INSERT INTO integrations VALUES ('5012', 'twitch', 'oauth:')",
                "INSERT INTO channels VALUES (2, '5013', 'bob', 'Bob')",
                "INSERT INTO channel_auth VALUES (2, 'x', '{\"refreshToken\":\"secretish\"', '', 0)");

        assertThat(upkeep.data().importOlderBot(stage.config(), old, Mode.USABLE_ROWS))
                .isEqualTo(1);

        assertThat(out.toString().lines().filter(line -> line.startsWith("UNUSABLE: ")))
                .hasSize(13)
                .allSatisfy(line -> assertThat(line).matches("UNUSABLE: [^:]+: .{10,}"));
        assertThat(out.toString())
                .contains("Taken over: 0, kept as they are: 0, unusable: 13.")
                .doesNotContain("secretish");
        assertThat(channelLogins()).isEmpty();
    }

    @Test
    void prefixOfIrcToolsIsNoPartOfAToken() throws Exception {
        TokenPair alice = grant("alice", "channel:bot");
        TokenPair carol = grant("carol", "channel:bot");
        sql(
                CHANNELS,
                CHANNEL_AUTH,
                INTEGRATIONS,
                "INSERT INTO channels VALUES (1, '" + id("alice") + "', 'alice', 'Alice')",
                "INSERT INTO channel_auth VALUES (1, 'oauth:" + alice.accessToken() + "', '', 'channel:bot', 0)",
                "INSERT INTO integrations VALUES ('" + id("carol") + "', 'twitch', 'oauth:" + carol.refreshToken()
                        + "')");

        assertThat(upkeep.data().importOlderBot(stage.config(), old, Mode.USABLE_ROWS))
                .isZero();

        Awaitility.await()
                .atMost(SOON)
                .untilAsserted(() -> assertThat(channelLogins()).containsExactly("alice", "carol"));
    }

    @Test
    void importingAgainChangesNothing() throws Exception {
        TokenPair alice = grant("alice", "channel:bot");
        sql(
                CHANNELS,
                CHANNEL_AUTH,
                "INSERT INTO channels VALUES (1, '" + id("alice") + "', 'alice', 'Alice')",
                insert("channel_auth", "1", alice, 0));

        assertThat(upkeep.data().importOlderBot(stage.config(), old, Mode.USABLE_ROWS))
                .isZero();
        assertThat(upkeep.data().importOlderBot(stage.config(), old, Mode.USABLE_ROWS))
                .isZero();

        assertThat(out.toString()).contains("kept: channel_auth channel_id 1").contains("connected here already");
        assertThat(channelLogins()).containsExactly("alice");
    }

    @Test
    void badRowsAreListedWithTheReasonAndTheGoodOnesTakenOver() throws Exception {
        TokenPair alice = grant("alice", "channel:bot");
        brokenDatabase(alice);

        assertThat(upkeep.data().importOlderBot(stage.config(), old, Mode.USABLE_ROWS))
                .isEqualTo(1);

        assertThat(out.toString())
                .contains("ok: channel_auth channel_id 1: channel " + id("alice") + " (alice)")
                .contains("UNUSABLE: channel_auth channel_id 2: names no Twitch user id")
                .contains("UNUSABLE: channel_auth channel_id 3: holds neither")
                .contains("UNUSABLE: channel_auth channel_id 4: names user 77, but its channel belongs to user 4004")
                .contains("UNUSABLE: integrations row 1: the stored token is broken JSON")
                .contains("UNUSABLE: integrations row 2: names no Twitch user id but 'acme'")
                .contains("Taken over: 1, kept as they are: 0, unusable: 5.")
                .doesNotContain(alice.accessToken())
                .doesNotContain(alice.refreshToken())
                .doesNotContain("secretish");
        assertThat(channelLogins()).containsExactly("alice");
    }

    @Test
    void strictImportsNothingIfAnyRowIsBad() throws Exception {
        brokenDatabase(grant("alice", "channel:bot"));

        assertThat(upkeep.data().importOlderBot(stage.config(), old, Mode.ALL_OR_NOTHING))
                .isEqualTo(1);

        assertThat(err.toString()).contains("nothing was imported");
        assertThat(channelLogins()).isEmpty();
    }

    @Test
    void dryRunChangesNothingAndSaysWhatWouldBe() throws Exception {
        brokenDatabase(grant("alice", "channel:bot"));

        assertThat(upkeep.data().importOlderBot(stage.config(), old, Mode.DRY_RUN))
                .isEqualTo(1);

        assertThat(out.toString()).contains("Nothing was changed. Would be taken over: 1");
        assertThat(channelLogins()).isEmpty();
    }

    @Test
    void fileThatIsNoSuchDatabaseIsNamed() throws Exception {
        Files.writeString(old, "this is no database, whatever its name says; it is long enough to have a header");
        assertThatExceptionOfType(StartupException.class)
                .isThrownBy(() -> upkeep.data().importOlderBot(stage.config(), old, Mode.USABLE_ROWS))
                .withMessageContaining("not a SQLite database");
        Files.delete(old);
        assertThatExceptionOfType(StartupException.class)
                .isThrownBy(() -> upkeep.data().importOlderBot(stage.config(), old, Mode.USABLE_ROWS))
                .withMessageContaining("no file");
        sql("CREATE TABLE something(else_ TEXT)");
        assertThatExceptionOfType(StartupException.class)
                .isThrownBy(() -> upkeep.data().importOlderBot(stage.config(), old, Mode.USABLE_ROWS))
                .withMessageContaining("bot_auth");
    }

    @Test
    @Tag("full")
    void backupOfABotThatIsWritingRestoresToAWorkingOne() throws Exception {
        stage.connectBot();
        SimulatedUser alice = stage.connectChannel("alice");
        Path copy = folder.resolve("copy.db");
        AtomicBoolean copied = new AtomicBoolean();
        CountDownLatch writing = new CountDownLatch(1);
        CompletableFuture<Void> load = CompletableFuture.runAsync(() -> {
            PrintWriter nowhere = new PrintWriter(new StringWriter());
            HeraldUpkeep beside = new HeraldUpkeep(nowhere, nowhere, Clock.systemUTC(), 80);
            while (!copied.get()) {
                assertThat(beside.tokens().refresh(stage.config(), List.of(), true))
                        .isZero();
                writing.countDown();
            }
        });
        assertThat(writing.await(20, TimeUnit.SECONDS)).isTrue();

        assertThat(upkeep.data().backup(stage.config(), copy)).isZero();

        copied.set(true);
        load.get(20, TimeUnit.SECONDS);
        assertThat(out.toString()).contains("Its tokens open with key ").containsPattern("fingerprint [0-9a-f:]{23}");
        assertThat(folder.resolve("copy.db.key.txt")).content().containsPattern("fingerprint [0-9a-f:]{23}");
        assertThat(new InstallationCheck(stage.config(), Machine.ofThisMachine(), look -> ScopesInUse.BASE).run(true))
                .anySatisfy(finding -> assertThat(out.toString()).contains(finding.text()));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(copy)))
                .isEqualTo("rw-------");
        assertThatExceptionOfType(StartupException.class)
                .isThrownBy(() -> upkeep.data().backup(stage.config(), copy))
                .withMessageContaining("exists already");
        stage.herald.close();
        for (String name : Set.of("herald.db", "herald.db-wal", "herald.db-shm")) {
            Files.deleteIfExists(folder.resolve(name));
        }
        Files.copy(copy, folder.resolve("herald.db"));
        stage.restart();
        stage.twitch.awaitSubscriptions(
                all -> all.stream()
                        .filter(SimulatedSubscription::enabled)
                        .anyMatch(one -> one.type().equals("channel.raid")),
                Duration.ofSeconds(60));
        stage.twitch.raid(id("raider"), alice.id(), 2);
        assertThat(stage.twitch.awaitMessages(all -> !all.isEmpty(), SOON)).hasSize(1);
    }

    private void brokenDatabase(TokenPair alice) throws SQLException {
        sql(
                CHANNELS,
                CHANNEL_AUTH_NAMED,
                INTEGRATIONS,
                "INSERT INTO channels VALUES (1, '" + id("alice") + "', 'alice', 'Alice')",
                "INSERT INTO channels VALUES (3, '3003', 'c', 'C')",
                "INSERT INTO channels VALUES (4, '4004', 'd', 'D')",
                insert("channel_auth", "1", alice, 0).replace(")", ", NULL)"),
                "INSERT INTO channel_auth VALUES (2, 'secretish', 'secretish', '', 0, NULL)",
                "INSERT INTO channel_auth VALUES (3, NULL, '', '', 0, NULL)",
                "INSERT INTO channel_auth VALUES (4, 'secretish', 'secretish', '', 0, '77')",
                "INSERT INTO integrations VALUES ('5005', 'twitch', '{\"refreshToken\":\"secretish')",
                "INSERT INTO integrations VALUES ('acme', 'twitch', 'secretish')");
    }

    private Iterable<String> channelLogins() throws IOException {
        out.getBuffer().setLength(0);
        upkeep.accounts().listChannels(stage.config(), true);
        JsonNode channels = new ObjectMapper().readTree(out.toString());
        return channels.findValuesAsText("login");
    }

    private static String insert(String table, String key, TokenPair pair, long expiresAt) {
        return "INSERT INTO " + table + " VALUES (" + key + ", '" + pair.accessToken() + "', '" + pair.refreshToken()
                + "', '" + String.join(" ", pair.scopes()) + "', " + expiresAt + ")";
    }

    private TokenPair grant(String login, String... scopes) {
        return stage.twitch.grant(id(login), Set.of(scopes));
    }

    private String id(String login) {
        return stage.twitch.user(login).id();
    }

    private void sql(String... statements) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + old);
                Statement statement = connection.createStatement()) {
            for (String one : statements) {
                statement.executeUpdate(one);
            }
        }
    }
}
