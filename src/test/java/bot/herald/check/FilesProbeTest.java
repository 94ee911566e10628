package bot.herald.check;

import static org.assertj.core.api.Assertions.assertThat;

import bot.herald.config.BotConfig;
import bot.herald.config.ConfigLoader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FilesProbeTest {
    @TempDir
    Path folder = Path.of("");

    private BotConfig config;

    @BeforeEach
    void install() throws IOException {
        config = new ConfigLoader()
                .fromEnvironment(
                        Map.of(
                                "HERALD_TWITCH_CLIENT_ID", "abc",
                                "HERALD_TWITCH_CLIENT_SECRET", "hush",
                                "HERALD_LOG_FILE", "logs/herald.log"),
                        folder);
        for (String name : List.of("data", "logs", "plugins")) {
            mode(Files.createDirectory(folder.resolve(name)), "rwx------");
        }
        for (String name : List.of(
                "config.yaml",
                "data/herald.db",
                "data/herald.db-wal",
                "data/herald.db-shm",
                "data/herald.db.v3-20260101T000000Z.bak",
                "data/herald.key",
                "logs/herald.log",
                "logs/herald.log.2026-01-01.0.gz",
                "plugins/some.jar")) {
            mode(Files.createFile(folder.resolve(name)), "rw-------");
        }
    }

    @Test
    void whatIsItsOwnersAloneIsNotMentioned() throws IOException {
        mode(folder.resolve("plugins"), "rwxr-xr-x");
        mode(folder.resolve("logs"), "rwxr-xr-x");
        mode(folder.resolve("plugins/some.jar"), "rw-r--r--");

        assertThat(FilesProbe.look(config)).isEmpty();
        assertThat(FilesProbe.look(folder.resolve("config.yaml"))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "data, rwxr-xr-x, read, 700",
        "data, rwxrwx---, changed, 700",
        "data/herald.db, rw-r-----, read, 600",
        "data/herald.db-wal, rw-r--r--, read, 600",
        "data/herald.db-shm, rw-rw-rw-, changed, 600",
        "data/herald.db.v3-20260101T000000Z.bak, rw-r--r--, read, 600",
        "logs, rwxrwxr-x, changed, go-w",
        "logs/herald.log, rw-r--r--, read, 600",
        "logs/herald.log.2026-01-01.0.gz, rw-r--r--, read, 600",
        "plugins, rwxrwxr-x, changed, go-w",
        "plugins/some.jar, rw-r--rw-, changed, go-w",
    })
    void whatOthersCanReachIsNamedWithWhatToDo(String name, String mode, String how, String remedy) throws IOException {
        Path open = folder.resolve(name);
        mode(open, mode);

        assertThat(FilesProbe.look(config)).singleElement().satisfies(finding -> {
            assertThat(finding.state()).isEqualTo(Finding.State.WARNING);
            assertThat(finding.text()).isEqualTo(open + " can be " + how + " by others");
            assertThat(finding.remedy()).isEqualTo("Run chmod " + remedy + " " + open + ".");
        });
    }

    @Test
    void aConfigurationThatOthersCanReadIsNamed() throws IOException {
        Path file = folder.resolve("config.yaml");
        mode(file, "rw-r--r--");

        assertThat(FilesProbe.look(file))
                .singleElement()
                .satisfies(finding -> assertThat(finding.remedy()).isEqualTo("Run chmod 600 " + file + "."));
    }

    private static void mode(Path path, String mode) throws IOException {
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(mode));
    }
}
