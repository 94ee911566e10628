package bot.herald.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import bot.herald.auth.Credential;
import bot.herald.auth.CredentialKey;
import bot.herald.auth.CredentialState;
import bot.herald.auth.CredentialStore;
import bot.herald.auth.Purpose;
import bot.herald.auth.StoredToken;
import bot.herald.identity.Scope;
import bot.herald.identity.Secret;
import bot.herald.identity.TwitchLogin;
import bot.herald.identity.TwitchUserId;
import bot.herald.lifecycle.StartupException;
import bot.herald.storage.JdbiSealedTexts;
import bot.herald.testing.DatabaseKind;
import bot.herald.testing.OnEveryDatabase;
import bot.herald.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;

@OnEveryDatabase
class KeyRotationTest {
    private static final int TOKENS = 450;

    @Parameter
    DatabaseKind kind = DatabaseKind.SQLITE;

    @TempDir
    Path folder = Path.of("");

    private TestDatabase database;
    private CredentialStore runningBot;

    @BeforeEach
    void storeTokens() {
        database = new TestDatabase(folder, kind);
        runningBot = database.credentials();
        for (int i = 1; i <= TOKENS; i++) {
            runningBot.put(credential(i, "refresh" + i));
        }
        database.appToken().save(token("app"));
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void everyTokenIsSealedUnderTheNewKeyAndTheOldKeyIsForgotten() throws IOException {
        String oldKeys = Files.readString(keyFile());

        KeyRotation.Result result = rotate();

        assertThat(result).isEqualTo(new KeyRotation.Result(TOKENS + 1, false));
        int newKey = database.cipher().primaryKeyId();
        assertThat(database.keyFile().keys().ids()).containsExactly(newKey);
        assertThat(oldKeys).doesNotContain(Integer.toUnsignedString(newKey));
        assertThat(sealedTexts().sealingKey()).isEqualTo(OptionalInt.of(newKey));
        assertThat(database.credentials().loadAll())
                .hasSize(TOKENS)
                .allSatisfy(held -> assertThat(held.token().refreshToken())
                        .contains(new Secret("refresh" + held.key().userId())));
        assertThat(database.appToken().load()).contains(token("app"));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(keyFile())))
                .isEqualTo("rw-------");
    }

    @Test
    void runningBotReadsAndWritesUnderTheNewKey() {
        rotate();

        assertThat(runningBot.load(key(7)).orElseThrow().token()).isEqualTo(token("refresh7"));
        runningBot.put(credential(7, "newer"));
        assertThat(database.credentials().load(key(7)).orElseThrow().token()).isEqualTo(token("newer"));
    }

    @Test
    void botThatWritesWhileTheRotationIsUnderWayAlreadyUsesTheNewKey() {
        KeyFile file = database.keyFile();
        SealedTexts interrupted = new BrokenOffAfterTheFirstBatch(sealedTexts());
        assertThatExceptionOfType(Interrupted.class)
                .isThrownBy(() -> new KeyRotation(file, interrupted).rotate(done -> {}));

        runningBot.put(credential(TOKENS, "written meanwhile"));

        assertThat(sealedTexts().resealSome(file.keys().primaryId())).isEqualTo(200);
        assertThat(runningBot.loadAll()).hasSize(TOKENS);
    }

    @Test
    void rotationThatWasBrokenOffIsFinishedByTheNextOne() {
        SealedTexts interrupted = new BrokenOffAfterTheFirstBatch(sealedTexts());
        assertThatExceptionOfType(Interrupted.class)
                .isThrownBy(() -> new KeyRotation(database.keyFile(), interrupted).rotate(done -> {}));
        assertThat(database.credentials().loadAll()).hasSize(TOKENS);

        KeyRotation.Result result = rotate();

        assertThat(result).isEqualTo(new KeyRotation.Result(TOKENS + 1 - 200, true));
        assertThat(database.keyFile().keys().ids()).hasSize(1);
        assertThat(database.credentials().loadAll())
                .allSatisfy(held -> assertThat(held.state()).isEqualTo(CredentialState.VALID));
    }

    @Test
    void rotationBrokenOffBeforeTheDatabaseKnewTheNewKeyLosesNothing() {
        KeyFile file = database.keyFile();
        file.replace(file.keys().withNewKey());
        runningBot.put(credential(3, "under the old key"));

        rotate();

        assertThat(database.credentials().load(key(3)).orElseThrow().token()).isEqualTo(token("under the old key"));
        assertThat(file.keys().ids()).hasSize(1);
    }

    @Test
    void damagedTokenStaysDamagedAndStopsNothing() {
        database.keyFile();
        runningBot.put(credential(900, "lost"));
        damage(key(900));

        rotate();

        assertThat(database.credentials().loadAll()).hasSize(TOKENS + 1);
        assertThat(database.credentials().load(key(900)).orElseThrow().state())
                .isEqualTo(CredentialState.NEEDS_REAUTHORIZATION);
    }

    @Test
    void secondRotationAtTheSameTimeIsRefused() {
        new KeyRotation(database.keyFile(), sealedTexts()).rotate(done -> assertRefused());
    }

    private void assertRefused() {
        // Within one process Java itself refuses the second lock; between processes the lock is not given.
        assertThatExceptionOfType(RuntimeException.class).isThrownBy(this::rotate);
    }

    @Test
    void unwritableKeyFileFolderIsNamed() {
        KeyFile missing = new KeyFile(folder.resolve("nowhere").resolve("herald.key"));

        assertThatExceptionOfType(StartupException.class)
                .isThrownBy(() -> new KeyRotation(missing, sealedTexts()).rotate(done -> {}))
                .withMessageContaining("writable");
    }

    private KeyRotation.Result rotate() {
        return new KeyRotation(database.keyFile(), sealedTexts()).rotate(done -> {});
    }

    private SealedTexts sealedTexts() {
        return new JdbiSealedTexts(database.database(), database.cipher());
    }

    private void damage(CredentialKey key) {
        database.execute("UPDATE credential SET token = 'sealed:AAAAAAAA' WHERE account_id = '" + key.userId() + "'");
    }

    private Path keyFile() {
        return folder.resolve("herald.key");
    }

    private static CredentialKey key(int user) {
        return CredentialKey.channel(new TwitchUserId(Integer.toString(user)));
    }

    private static Credential credential(int user, String refreshToken) {
        return new Credential(
                new CredentialKey(new TwitchUserId(Integer.toString(user)), Purpose.CHANNEL),
                new TwitchLogin("user" + user),
                token(refreshToken),
                Set.of(Scope.CHANNEL_BOT),
                CredentialState.VALID,
                "",
                0);
    }

    private static StoredToken token(String refreshToken) {
        return new StoredToken(Optional.of(new Secret(refreshToken)), Optional.empty(), Optional.empty(), "bearer");
    }

    private static final class Interrupted extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    /** Dies where a process could be killed. */
    private static final class BrokenOffAfterTheFirstBatch implements SealedTexts {
        private final SealedTexts real;
        private boolean first = true;

        BrokenOffAfterTheFirstBatch(SealedTexts real) {
            this.real = real;
        }

        @Override
        public OptionalInt sealingKey() {
            return real.sealingKey();
        }

        @Override
        public void sealUnder(int keyId) {
            real.sealUnder(keyId);
        }

        @Override
        public int count() {
            return real.count();
        }

        @Override
        public int resealSome(int keyId) {
            if (!first) {
                throw new Interrupted();
            }
            first = false;
            return real.resealSome(keyId);
        }
    }
}
