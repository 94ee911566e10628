package bot.herald.cli;

import static org.assertj.core.api.Assertions.assertThat;

import bot.herald.check.Finding;
import bot.herald.check.Finding.State;
import bot.herald.check.Machine;
import bot.herald.testing.PostgresServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What {@code check} says about the database, its disk and the key. */
class CheckStorageTest extends CheckStage {
    @Test
    void anEmptyPostgresDatabaseIsFineAndOneThatDoesNotAnswerIsNamedWithoutItsPassword() {
        config = database(PostgresServer.emptyDatabase());
        Finding empty = found(look(), "database");
        assertThat(empty.state()).isEqualTo(State.OK);
        assertThat(empty.text()).contains("schema version none");

        config = database(PostgresServer.newDatabase());
        assertThat(found(look(), "database").text()).contains("jdbc:postgresql:");

        config = database("jdbc:postgresql://127.0.0.1:1/herald?user=me&password=hunter2");
        List<Finding> findings = look();
        assertThat(found(findings, "database").state()).isEqualTo(State.WRONG);
        assertThat(found(findings, "database").toString()).contains("no PostgreSQL server answers there");
        assertThat(findings.toString()).doesNotContain("hunter2");
    }

    @Test
    void aDatabaseThatCannotBeMadeIsWrong() throws IOException {
        Path inTheWay = Files.writeString(folder.resolve("file"), "");
        config = database("jdbc:sqlite:" + inTheWay.resolve("herald.db"));

        assertThat(wrong(look())).contains("database");
    }

    @Test
    void aFileThatIsNoDatabaseIsWrong() throws IOException {
        Path other = Files.writeString(folder.resolve("other.db"), "certainly no database ".repeat(100));
        config = database("jdbc:sqlite:" + other);

        assertThat(wrong(look()))
                .as("nobody knows of the accounts in it")
                .contains("database")
                .doesNotContain("bot account");
    }

    @Test
    void aDatabaseThatIsAFolderIsWrong() throws IOException {
        config = database("jdbc:sqlite:" + Files.createDirectory(folder.resolve("f.db")));

        assertThat(wrong(look())).contains("database");
    }

    @Test
    void aDiskThatIsNearlyFullIsWrongAndOneThatSoonWillBeIsWarnedOf() {
        machine = new Machine(Clock.systemUTC(), 17, path -> 10_000_000L);
        assertOnly("disk", "9 MB free");

        machine = new Machine(Clock.systemUTC(), 17, path -> 300_000_000L);
        assertThat(found(look(), "disk").state()).isEqualTo(State.WARNING);
    }

    @Test
    void aMissingKeyFileIsWrongOnceThereAreTokens() throws IOException {
        Files.delete(config.security().keyFile());

        assertOnly("key file", "backup");
        assertThat(config.security().keyFile()).doesNotExist();
    }

    @Test
    void aKeyFileThatOthersCanReadIsWrong() throws IOException {
        Files.setPosixFilePermissions(config.security().keyFile(), PosixFilePermissions.fromString("rw-r--r--"));

        assertOnly("key file", "chmod 600");
    }

    @Test
    void aDamagedKeyFileIsWrong() throws IOException {
        Files.writeString(config.security().keyFile(), "{}");

        assertOnly("key file", "backup");
    }

    @Test
    void aKeyFileOfAnotherInstallationIsWrong() throws IOException {
        Path elsewhere = Files.createDirectory(folder.resolve("elsewhere"));
        try (Stage other = new Stage(elsewhere)) {
            other.connectBot();
        }
        config = key(elsewhere.resolve("herald.key"));

        assertOnly("key file", "do not belong together");
    }

    @Test
    void aDatabaseOfANewerVersionIsWrong() throws SQLException {
        sql("INSERT INTO flyway_schema_history SELECT 99, '99', 'future', 'SQL', 'V99__future.sql', 1, 'x',"
                + " '2026-01-01 00:00:00.000', 1, 1 FROM flyway_schema_history LIMIT 1");

        assertThat(wrong(look())).contains("database");
        assertThat(found(look(), "database").text()).contains("newer Herald");
    }

    @Test
    void aDatabaseOfAnOlderVersionIsGoodAndIsNotMigrated() throws SQLException {
        sql("DELETE FROM flyway_schema_history WHERE installed_rank ="
                + " (SELECT MAX(installed_rank) FROM flyway_schema_history)");
        long before = number("SELECT COUNT(*) FROM flyway_schema_history");

        List<Finding> findings = look();

        assertThat(wrong(findings)).isEmpty();
        assertThat(found(findings, "database").text()).contains("run brings it to");
        assertThat(number("SELECT COUNT(*) FROM flyway_schema_history")).isEqualTo(before);
    }
}
