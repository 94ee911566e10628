package bot.herald.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Flyway takes a fifth of a start, so it is loaded only where something is to do, or wrong. */
@Tag("full")
class FlywayIsSparedTest {
    @TempDir
    Path folder = Path.of("");

    @Test
    void itIsNotLoadedForAnEmptyDatabaseNorForTheNewestButForAnyOther() throws Exception {
        NewestSchema.main(
                new String[] {folder.resolve("built/bot/herald/storage").toString()});

        assertThat(classesLoaded("empty", 0)).contains("org.sqlite.").doesNotContain("org.flywaydb.");
        assertThat(classesLoaded("newest", 0)).contains("org.sqlite.").doesNotContain("org.flywaydb.");

        try (Connection database = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("herald.db"))) {
            database.createStatement()
                    .executeUpdate("UPDATE flyway_schema_history SET checksum = checksum + 1 WHERE version = '37'");
        }
        assertThat(classesLoaded("changed", 1)).contains("org.flywaydb.");
        assertThat(folder.resolve("changed.txt")).content().contains("cannot bring the database", "Validate failed");
    }

    /** By a Herald that brings the database up to date in a process of its own. */
    private String classesLoaded(String name, int exitCode) throws IOException, InterruptedException {
        Files.writeString(folder.resolve("config.yaml"), """
                twitch:
                  client-id: abc
                  client-secret: def
                database:
                  url: jdbc:sqlite:%s
                """.formatted(folder.resolve("herald.db")));
        Path log = folder.resolve(name + ".log");
        Path said = folder.resolve(name + ".txt");
        Process herald = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-Xlog:class+load:file=" + log,
                        "-Xbootclasspath/a:" + folder.resolve("built"),
                        "-cp",
                        System.getProperty("java.class.path"),
                        "bot.herald.Main",
                        "db",
                        "migrate",
                        "--config",
                        folder.resolve("config.yaml").toString()))
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
        try {
            assertThat(herald.waitFor(60, TimeUnit.SECONDS)).as("ends").isTrue();
            assertThat(herald.exitValue()).as(Files.readString(said)).isEqualTo(exitCode);
        } finally {
            herald.destroyForcibly();
        }
        return Files.readString(log);
    }
}
