package bot.herald.storage;

import static org.assertj.core.api.Assertions.assertThat;

import bot.herald.identity.Secret;
import bot.herald.identity.TwitchUserId;
import bot.herald.security.KeyRotation;
import bot.herald.testing.DatabaseKind;
import bot.herald.testing.OnEveryDatabase;
import bot.herald.testing.TestDatabase;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;

@OnEveryDatabase
class JdbiFetchKeysTest {
    private static final TwitchUserId CHANNEL = new TwitchUserId("1");
    private static final TwitchUserId OTHER = new TwitchUserId("2");
    private static final Secret KEY = new Secret("the-key-of-the-channel");

    @Parameter
    DatabaseKind kind = DatabaseKind.SQLITE;

    @TempDir
    Path folder = Path.of("");

    private TestDatabase database;

    @BeforeEach
    void open() {
        database = new TestDatabase(folder, kind);
        keys().put(CHANNEL, KEY);
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void aKeyIsSealedOnDiskAndItsChannelsAlone() {
        assertThat(keys().find(CHANNEL)).contains(KEY);
        assertThat(keys().find(OTHER)).isEmpty();
        assertThat(database.contents()).contains("sealed:").doesNotContain(KEY.reveal());
    }

    @Test
    void aNewKeyTakesThePlaceOfTheOldOneUntilItIsRemoved() {
        Secret next = new Secret("the next one");
        keys().put(CHANNEL, next);

        assertThat(keys().find(CHANNEL)).contains(next);
        assertThat(keys().remove(CHANNEL)).isTrue();
        assertThat(keys().find(CHANNEL)).isEmpty();
        assertThat(keys().remove(CHANNEL)).isFalse();
    }

    @Test
    void aRotationOfTheKeyFileLeavesItReadable() {
        new KeyRotation(database.keyFile(), new JdbiSealedTexts(database.database(), database.cipher()))
                .rotate(done -> {});

        assertThat(keys().find(CHANNEL)).contains(KEY);
    }

    @Test
    void aKeyOfAnotherChannelIsNone() {
        keys().put(OTHER, new Secret("other"));
        // Sealed texts are bound to their row.
        database.execute("UPDATE fetch_key SET secret = (SELECT secret FROM fetch_key WHERE twitch_user_id = '2')");

        assertThat(keys().find(CHANNEL)).isEmpty();
    }

    private JdbiFetchKeys keys() {
        return new JdbiFetchKeys(database.database(), database.cipher());
    }
}
