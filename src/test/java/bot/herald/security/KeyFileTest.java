package bot.herald.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import bot.herald.lifecycle.StartupException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyFileTest {
    @TempDir
    Path folder = Path.of("");

    @Test
    void newKeyFileIsReadableByItsOwnerAlone() throws IOException {
        Path path = folder.resolve("data/herald.key");

        new KeyFile(path).createIfMissing();

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
                .isEqualTo("rw-------");
        try (var files = Files.list(folder.resolve("data"))) {
            assertThat(files).as("nothing else is left behind").containsExactly(path);
        }
    }

    @Test
    void existingKeyIsKept() throws IOException {
        Path path = folder.resolve("herald.key");
        new KeyFile(path).createIfMissing();
        String before = Files.readString(path);

        new KeyFile(path).createIfMissing();

        assertThat(Files.readString(path)).isEqualTo(before);
    }

    @Test
    void processesThatStartTogetherEndWithTheSameKey() throws Exception {
        Path path = folder.resolve("herald.key");
        var threads = Executors.newFixedThreadPool(8);
        CountDownLatch go = new CountDownLatch(1);
        List<Future<String>> sealed = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            sealed.add(threads.submit(() -> {
                go.await();
                KeyFile key = new KeyFile(path);
                key.createIfMissing();
                return key.cipher().seal(key.cipher().primaryKeyId(), "text", "context");
            }));
        }
        go.countDown();

        TokenCipher cipher = null;
        for (Future<String> text : sealed) {
            String one = text.get();
            cipher = cipher == null ? new KeyFile(path).cipher() : cipher;
            assertThat(cipher.open(one, "context")).isEqualTo("text");
        }
        threads.shutdownNow();
    }

    @Test
    void keyFileThatOthersCanReadIsRefused() throws IOException {
        Path path = folder.resolve("herald.key");
        new KeyFile(path).createIfMissing();
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-r-----"));

        assertThatExceptionOfType(StartupException.class)
                .isThrownBy(() -> new KeyFile(path).cipher())
                .withMessageContaining("chmod 600");
    }

    @Test
    void damagedKeyFileIsNamedAndNotQuoted() throws IOException {
        Path path = folder.resolve("herald.key");
        Files.writeString(path, "{\"primaryKeyId\": secret-looking}");
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-------"));

        assertThatExceptionOfType(StartupException.class)
                .isThrownBy(() -> new KeyFile(path).cipher())
                .withMessageContaining("herald.key")
                .withMessageContaining("backup")
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("secret-looking"));
    }

    @Test
    void folderInPlaceOfAKeyFileIsRefused() throws IOException {
        Path path = Files.createDirectory(
                folder.resolve("herald.key"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));

        assertThatExceptionOfType(StartupException.class).isThrownBy(() -> new KeyFile(path).cipher());
    }
}
