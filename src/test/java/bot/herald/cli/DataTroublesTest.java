package bot.herald.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import bot.herald.check.DatabaseCheck;
import bot.herald.check.Finding;
import bot.herald.lifecycle.StartupException;
import bot.herald.simulator.SentMessage;
import bot.herald.simulator.SimulatedUser;
import bot.herald.simulator.SimulatorOptions;
import bot.herald.testing.DatabaseKind;
import java.io.RandomAccessFile;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole bot while something happens to its SQLite file. */
@Tag("full")
class DataTroublesTest {
    private static final Duration SOON = Duration.ofSeconds(30);

    @TempDir
    Path folder = Path.of("");

    private Stage stage;
    private SimulatedUser alice;

    @BeforeEach
    void open() {
        stage = new Stage(folder, SimulatorOptions.defaults(), DatabaseKind.SQLITE);
        stage.connectBot();
        alice = stage.connectChannel("alice");
        awaitReady();
    }

    @AfterEach
    void close() {
        stage.close();
    }

    private Path file() {
        return folder.resolve("herald.db");
    }

    private void awaitReady() {
        await().atMost(SOON).until(() -> stage.get("/readyz").statusCode() == 200);
    }

    private void awaitNotReady(String why) {
        await().atMost(SOON).until(() -> {
            HttpResponse<String> ready = stage.get("/readyz");
            return ready.statusCode() == 503 && ready.body().contains(why);
        });
    }

    private void assertFirstRaidIsGreeted() {
        stage.twitch.raid(stage.twitch.user("raider", "TheRaider").id(), alice.id(), 42);
        assertThat(stage.twitch.awaitMessages(all -> !all.isEmpty(), SOON))
                .singleElement()
                .extracting(SentMessage::text)
                .asString()
                .contains("TheRaider");
    }

    @Test
    void aFirstRaidIsGreetedWhileAnotherProgramLocksTheDatabase() throws Exception {
        try (Connection other = DriverManager.getConnection("jdbc:sqlite:" + file());
                Statement statement = other.createStatement()) {
            statement.execute("BEGIN IMMEDIATE");
            awaitNotReady("another program is writing to the database file");

            assertFirstRaidIsGreeted();

            statement.execute("ROLLBACK");
        }
        awaitReady();
    }

    @Test
    void aFirstRaidIsGreetedThoughPagesAreDamaged() throws Exception {
        try (Connection other = DriverManager.getConnection("jdbc:sqlite:" + file());
                Statement statement = other.createStatement()) {
            statement.execute("PRAGMA wal_checkpoint(TRUNCATE)");
        }
        try (RandomAccessFile pages = new RandomAccessFile(file().toFile(), "rw")) {
            pages.seek(8192);
            pages.write(new byte[(int) (pages.length() - 8192)]);
        }
        awaitNotReady("is damaged; restore a backup");

        assertFirstRaidIsGreeted();
    }

    @Test
    void whileTheDatabaseFileIsGoneNobodyConnectsAndItIsPutBack() throws Exception {
        Files.delete(file());
        awaitNotReady("was deleted while Herald runs");

        HttpResponse<String> refused = new ScriptedBrowser().agree(stage.channelLink(), "bob");

        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(refused.body()).contains("Herald cannot save anything right now");
        awaitReady();
        stage.connectChannel("carol");
        stage.stop();
        try (Connection after = DriverManager.getConnection("jdbc:sqlite:" + file());
                Statement statement = after.createStatement();
                ResultSet channels = statement.executeQuery("SELECT group_concat(login, ' ') FROM channel")) {
            assertThat(channels.next()).isTrue();
            assertThat(channels.getString(1)).contains("alice", "carol").doesNotContain("bob");
        }
    }

    @Test
    void dbCheckSaysBesideTheRunningBotWhetherItIsSound() throws Exception {
        List<Finding> sound = new DatabaseCheck(stage.config(), Clock.systemUTC()).run();

        assertThat(sound).noneMatch(Finding::isWrong);
        assertThat(sound)
                .extracting(Finding::subject)
                .containsExactly("database", "schema", "pages", "references", "tokens", "backup");
        assertThat(sound.get(4).text()).startsWith("all ").endsWith(" open with the key file");

        try (Connection other = DriverManager.getConnection("jdbc:sqlite:" + file());
                Statement statement = other.createStatement()) {
            statement.execute("UPDATE credential SET token = substr(token, 1, length(token) - 4) || 'AAAA'"
                    + " WHERE purpose = 'bot'");
        }
        assertThat(new DatabaseCheck(stage.config(), Clock.systemUTC()).run())
                .filteredOn(Finding::isWrong)
                .singleElement()
                .satisfies(wrong -> assertThat(wrong.text()).startsWith("1 of ").contains("do not open with"));
    }

    @Test
    void withoutItsDatabaseFileHeraldDoesNotBeginWithAnEmptyOne() throws Exception {
        stage.stop();
        Files.delete(file());

        assertThatThrownBy(stage::restart)
                .isInstanceOf(StartupException.class)
                .hasMessageContaining("herald.key is there, but the database file " + file() + " is not");
        assertThat(file()).doesNotExist();
    }
}
