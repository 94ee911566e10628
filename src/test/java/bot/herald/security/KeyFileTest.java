package bot.herald.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import bot.herald.identity.Secret;
import bot.herald.lifecycle.StartupException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyFileTest {
    private static final SealedTexts NOTHING = new SealedTexts() {
        @Override
        public OptionalInt sealingKey() {
            return OptionalInt.empty();
        }

        @Override
        public void sealUnder(int keyId) {
            throw new AssertionError("nothing may be sealed");
        }

        @Override
        public int count() {
            return 0;
        }

        @Override
        public int resealSome(int keyId) {
            throw new AssertionError("nothing may be sealed");
        }
    };

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
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));

        assertThatExceptionOfType(StartupException.class)
                .isThrownBy(() -> new KeyFile(path).cipher())
                .withMessageContaining("is a folder")
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("chmod"));
    }

    @Test
    void whereModesCannotBeSetTheFileIsTakenAsItIsIfAskedTo() throws IOException {
        Path path = folder.resolve("herald.key");
        new KeyFile(path).createIfMissing();
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-rw-rw-"));

        assertThatExceptionOfType(StartupException.class)
                .isThrownBy(() -> new KeyFile(path).cipher())
                .withMessageContaining("security.key-file-mode: ignore")
                .withMessageContaining("HERALD_SECURITY_KEY");
        assertThat(new KeyFile(path, true, Optional.empty()).fingerprints()).hasSize(1);
    }

    @Test
    void theKeyMayBeGivenAsItIsOrInBase64() throws IOException {
        Path path = folder.resolve("herald.key");
        new KeyFile(path).createIfMissing();
        String text = Files.readString(path);
        String base64 = Base64.getMimeEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
        Path nowhere = folder.resolve("nowhere").resolve("herald.key");

        for (String given : List.of(text, base64 + "\n")) {
            KeyFile key = new KeyFile(nowhere, false, Optional.of(new Secret(given)));
            assertThat(key.exists()).isTrue();
            key.createIfMissing();
            assertThat(key.fingerprints()).isEqualTo(new KeyFile(path).fingerprints());
        }
        assertThat(nowhere.getParent()).doesNotExist();
    }

    @Test
    void aGivenKeyThatIsNoneIsNotQuotedAndNoneIsRotated() throws IOException {
        Path path = folder.resolve("herald.key");
        new KeyFile(path).createIfMissing();
        String text = Files.readString(path);

        for (String given : List.of("secret-looking", "{secret-looking}", "%%%")) {
            assertThatExceptionOfType(StartupException.class)
                    .isThrownBy(() -> new KeyFile(path, false, Optional.of(new Secret(given))).cipher())
                    .withMessageContaining("HERALD_SECURITY_KEY")
                    .satisfies(e -> assertThat(e.getMessage()).doesNotContain(given));
        }
        assertThatExceptionOfType(StartupException.class)
                .isThrownBy(() -> new KeyRotation(new KeyFile(path, false, Optional.of(new Secret(text))), NOTHING)
                        .rotate(done -> {}))
                .withMessageContaining("unset the variable");
        assertThat(path).hasContent(text);
    }
}
