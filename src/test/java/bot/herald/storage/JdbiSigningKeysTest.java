package bot.herald.storage;

import static org.assertj.core.api.Assertions.assertThat;

import bot.herald.identity.Secret;
import bot.herald.security.KeyRotation;
import bot.herald.security.SigningKeyStore.SigningKey;
import bot.herald.testing.DatabaseKind;
import bot.herald.testing.OnEveryDatabase;
import bot.herald.testing.TestDatabase;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;

@OnEveryDatabase
class JdbiSigningKeysTest {
    private static final Instant MADE = Instant.parse("2030-01-01T12:00:00Z");
    private static final SigningKey KEY = new SigningKey("k1", new Secret("the-key-material"), MADE);

    @Parameter
    DatabaseKind kind = DatabaseKind.SQLITE;

    @TempDir
    Path folder = Path.of("");

    private TestDatabase database;

    @BeforeEach
    void open() {
        database = new TestDatabase(folder, kind);
        keys().add(KEY);
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void aKeyIsSealedOnDisk() {
        assertThat(keys().all()).containsExactly(KEY);
        assertThat(database.contents()).contains("sealed:").doesNotContain("the-key-material");
    }

    @Test
    void aRotationOfTheKeyFileLeavesSessionKeysReadable() {
        new KeyRotation(database.keyFile(), new JdbiSealedTexts(database.database(), database.cipher()))
                .rotate(done -> {});

        assertThat(keys().all()).containsExactly(KEY);
    }

    @Test
    void aKeyThatCannotBeReadIsLeftOut() {
        keys().add(new SigningKey("k2", new Secret("other"), MADE));
        // Sealed texts are bound to their row.
        database.execute("UPDATE session_key SET material = (SELECT material FROM session_key WHERE id = 'k2')");

        assertThat(keys().all()).extracting(SigningKey::id).containsExactly("k2");
    }

    @Test
    void onlyOldKeysAreRemoved() {
        keys().removeOlderThan(MADE);
        assertThat(keys().all()).hasSize(1);
        keys().removeOlderThan(MADE.plusMillis(1));
        assertThat(keys().all()).isEmpty();
    }

    private JdbiSigningKeys keys() {
        return new JdbiSigningKeys(database.database(), database.cipher());
    }
}
