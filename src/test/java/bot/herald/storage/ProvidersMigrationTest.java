package bot.herald.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bot.herald.auth.Credential;
import bot.herald.auth.CredentialKey;
import bot.herald.auth.CredentialState;
import bot.herald.auth.CredentialStore.Lease;
import bot.herald.auth.Purpose;
import bot.herald.auth.StoredToken;
import bot.herald.auth.StoredTokenJson;
import bot.herald.identity.Scope;
import bot.herald.identity.Secret;
import bot.herald.identity.TwitchLogin;
import bot.herald.identity.TwitchUserId;
import bot.herald.security.KeyFile;
import bot.herald.security.KeyRotation;
import bot.herald.security.TokenCipher;
import bot.herald.security.WrongKeyException;
import bot.herald.testing.DatabaseKind;
import bot.herald.testing.OnEveryDatabase;
import bot.herald.testing.PostgresServer;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.Optional;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;

/** Tokens from before Discord are Twitch's, each and every one, and open as they were sealed. */
@OnEveryDatabase
class ProvidersMigrationTest {
    private static final Instant END = Instant.parse("2030-01-01T00:00:00Z");
    private static final CredentialKey BOT = CredentialKey.bot(new TwitchUserId("900"));
    private static final CredentialKey CHANNEL = CredentialKey.channel(new TwitchUserId("100"));
    private static final CredentialKey LOGIN = CredentialKey.login(new TwitchUserId("100"));

    @Parameter
    DatabaseKind kind = DatabaseKind.SQLITE;

    @TempDir
    Path folder = Path.of("");

    private String url = "";

    @Test
    void everyTokenIsThereAsItWas() throws SQLException {
        older();

        try (Database database = new Database(url())) {
            database.start();
            assertThat(store(database).loadAll())
                    .containsExactlyInAnyOrder(
                            credential(BOT, "heraldbot", 3), credential(CHANNEL, "alice", 1), inClear());
            Lease lease = store(database).lease(CHANNEL, "new", END.minusSeconds(60), END);
            assertThat(lease)
                    .as("a run that ended while it refreshed")
                    .isInstanceOfSatisfying(
                            Lease.Taken.class,
                            taken -> assertThat(taken.answerWasLost()).isTrue());
        }
    }

    @Test
    void theNextWriteSealsTheProviderToo() throws SQLException {
        older();

        try (Database database = new Database(url())) {
            database.start();
            JdbiCredentialStore store = store(database);
            assertThat(store.replace(credential(BOT, "renamed", 4))).isTrue();

            assertThat(store.load(BOT)).contains(credential(BOT, "renamed", 4));
            String sealed = sealed(database, "900");
            assertThat(cipher().open(sealed, "twitch/900/bot")).contains("refresh-900");
            assertThatThrownBy(() -> cipher().open(sealed, "900/bot")).isInstanceOf(WrongKeyException.class);
        }
    }

    @Test
    void aRotationSealsAllOfThemAnewWithTheirProvider() throws SQLException {
        older();

        try (Database database = new Database(url())) {
            database.start();
            KeyRotation.Result result =
                    new KeyRotation(keyFile(), new JdbiSealedTexts(database, cipher())).rotate(done -> {});

            assertThat(result.resealed()).isEqualTo(3);
            assertThat(store(database).loadAll())
                    .containsExactlyInAnyOrder(
                            credential(BOT, "heraldbot", 3), credential(CHANNEL, "alice", 1), inClear());
            assertThat(cipher().open(sealed(database, "900"), "twitch/900/bot")).contains("refresh-900");
        }
    }

    @Test
    void aTokenThatIsMovedToAnotherProviderDoesNotOpen() throws SQLException {
        older();

        try (Database database = new Database(url())) {
            database.start();
            execute("UPDATE credential SET provider = 'discord' WHERE account_id = '100' AND purpose = 'login'");
            execute("UPDATE credential SET token = (SELECT c.token FROM credential c WHERE c.account_id = '100'"
                    + " AND c.purpose = 'channel') WHERE provider = 'discord'");

            assertThat(store(database).loadAll())
                    .filteredOn(one -> one.key().purpose() == Purpose.LOGIN)
                    .singleElement()
                    .satisfies(moved -> assertThat(moved.detail()).isEqualTo("the stored token cannot be read"));
        }
    }

    @Test
    void itIsReadWithoutBeingMigrated() throws SQLException, DatabaseInspection.UnreadableException {
        older();

        DatabaseInspection look = kind == DatabaseKind.SQLITE
                ? DatabaseInspection.at(SqliteFile.of(url()).orElseThrow())
                : DatabaseInspection.at(url(), "", new Secret(""));

        assertThat(look.hasTokens()).isTrue();
        assertThat(look.credentials(cipher())).hasSize(3).contains(credential(BOT, "heraldbot", 3));
        assertThat(look.sealedTexts()).isEqualTo(3);
        assertThat(look.unreadableTexts(cipher())).isZero();
    }

    private void older() throws SQLException {
        Flyway.configure()
                .dataSource(url(), "", "")
                .locations("classpath:db/migration")
                .target("22")
                .load()
                .migrate();
        int key = cipher().primaryKeyId();
        try (Connection connection = DriverManager.getConnection(url());
                Statement sql = connection.createStatement()) {
            sql.executeUpdate("INSERT INTO sealing_key (id, key_id) VALUES (1, " + key + ")");
            insert(connection, "900", "bot", "heraldbot", cipher().seal(key, json("900"), "900/bot"), 3);
            insert(connection, "100", "channel", "alice", cipher().seal(key, json("100"), "100/channel"), 1);
            insert(connection, "100", "login", "alice", "refresh-in-clear", 7);
            sql.executeUpdate("UPDATE credential SET lease_holder = 'old', lease_until = 1 WHERE purpose = 'channel'");
        }
    }

    private static void insert(
            Connection connection, String id, String purpose, String login, String token, int version)
            throws SQLException {
        try (PreparedStatement row = connection.prepareStatement(
                "INSERT INTO credential (twitch_user_id, purpose, login, token, scopes, state, detail, version)"
                        + " VALUES (?, ?, ?, ?, 'user:bot', 'valid', '', ?)")) {
            row.setString(1, id);
            row.setString(2, purpose);
            row.setString(3, login);
            row.setString(4, token);
            row.setInt(5, version);
            row.executeUpdate();
        }
    }

    private static String json(String id) {
        return StoredTokenJson.write(token(id));
    }

    private static StoredToken token(String id) {
        return new StoredToken(
                Optional.of(new Secret("refresh-" + id)),
                Optional.of(new Secret("access-" + id)),
                Optional.of(END),
                "bearer");
    }

    private static Credential credential(CredentialKey key, String login, int version) {
        return new Credential(
                key,
                new TwitchLogin(login),
                token(key.account().value()),
                Scope.parse("user:bot"),
                CredentialState.VALID,
                "",
                version);
    }

    private static Credential inClear() {
        return new Credential(
                LOGIN,
                new TwitchLogin("alice"),
                new StoredToken(
                        Optional.of(new Secret("refresh-in-clear")), Optional.empty(), Optional.empty(), "bearer"),
                Scope.parse("user:bot"),
                CredentialState.VALID,
                "",
                7);
    }

    private static String sealed(Database database, String account) {
        return database.jdbi()
                .withHandle(handle -> handle.select("SELECT token FROM credential WHERE account_id = ?", account)
                        .mapTo(String.class)
                        .one());
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url());
                Statement statement = connection.createStatement()) {
            statement.executeUpdate(sql);
        }
    }

    private JdbiCredentialStore store(Database database) {
        return new JdbiCredentialStore(database, cipher());
    }

    private TokenCipher cipher() {
        return keyFile().cipher();
    }

    private KeyFile keyFile() {
        KeyFile key = new KeyFile(folder.resolve("herald.key"));
        key.createIfMissing();
        return key;
    }

    private String url() {
        if (url.isEmpty()) {
            url = kind == DatabaseKind.SQLITE
                    ? "jdbc:sqlite:" + folder.resolve("herald.db")
                    : PostgresServer.emptyDatabase();
        }
        return url;
    }
}
