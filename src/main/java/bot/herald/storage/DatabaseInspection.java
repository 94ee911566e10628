package bot.herald.storage;

import bot.herald.auth.Credential;
import bot.herald.identity.Secret;
import bot.herald.identity.TwitchLogin;
import bot.herald.identity.TwitchUserId;
import bot.herald.lifecycle.StartupException;
import bot.herald.security.TokenCipher;
import bot.herald.settings.DocumentStore;
import bot.herald.subscription.ConduitStore.StoredConduit;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.flywaydb.core.api.FlywayException;
import org.jdbi.v3.core.ConnectionException;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jdbi.v3.core.statement.StatementExceptions;
import org.jdbi.v3.core.statement.StatementExceptions.MessageRendering;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

/**
 * Reads a database without changing it: nothing is migrated or written, and a bot may be running on it.
 *
 * <p>For one command, on one thread.
 */
public final class DatabaseInspection {
    private final String address;
    private final Optional<SqliteFile> file;
    private final Jdbi jdbi;
    private final SchemaVersion schema;

    private DatabaseInspection(String address, Optional<SqliteFile> file, Jdbi jdbi, SchemaVersion schema) {
        this.address = address;
        this.file = file;
        this.jdbi = jdbi;
        this.schema = schema;
    }

    /** The database cannot be read, for a reason in plain words. */
    public static final class UnreadableException extends Exception {
        private static final long serialVersionUID = 1L;

        UnreadableException(String reason) {
            super(reason);
        }
    }

    /**
     * A PostgreSQL database.
     *
     * @throws UnreadableException if it cannot be reached or read
     */
    public static DatabaseInspection at(String url, String user, Secret password) throws UnreadableException {
        try {
            PostgresEngine engine = new PostgresEngine(url, user, password);
            DataSource source = engine.source();
            try {
                Jdbi jdbi = Jdbi.create(source);
                jdbi.getConfig(StatementExceptions.class).setMessageRendering(MessageRendering.NONE);
                jdbi.useHandle(handle -> handle.execute("SELECT 1"));
                return new DatabaseInspection(engine.address(), Optional.empty(), jdbi, SchemaVersion.of(source));
            } catch (JdbiException | FlywayException e) {
                throw new UnreadableException(engine.cannotOpen(e));
            }
        } catch (StartupException e) {
            throw new UnreadableException(String.valueOf(e.getMessage()));
        }
    }

    /** @throws UnreadableException if there is no database that can be read */
    public static DatabaseInspection at(SqliteFile file) throws UnreadableException {
        SQLiteConfig config = new SQLiteConfig();
        config.setReadOnly(true);
        config.setBusyTimeout(5000);
        SQLiteDataSource source = new SQLiteDataSource(config);
        source.setUrl(file.readOnlyUrl());
        Jdbi jdbi = Jdbi.create(source);
        jdbi.getConfig(StatementExceptions.class).setMessageRendering(MessageRendering.NONE);
        try {
            String damage = jdbi.withHandle(handle ->
                    handle.select("PRAGMA quick_check(1)").mapTo(String.class).first());
            if (!damage.equals("ok")) {
                throw new UnreadableException("SQLite finds it damaged");
            }
            return new DatabaseInspection(file.path().toString(), Optional.of(file), jdbi, SchemaVersion.of(source));
        } catch (JdbiException | FlywayException e) {
            throw new UnreadableException("it is not a SQLite database, is damaged, or cannot be read by this user");
        }
    }

    /** Where it is, without secrets. */
    public String address() {
        return address;
    }

    /** Empty for PostgreSQL. */
    public Optional<SqliteFile> file() {
        return file;
    }

    public SchemaVersion schema() {
        return schema;
    }

    /** How many rows each table has; the tables as they are, whichever version made them. */
    public Map<String, Long> rowCounts() {
        return jdbi.withHandle(handle -> {
            Map<String, Long> counts = new TreeMap<>();
            for (String table : tables(handle, "%")) {
                counts.put(
                        table,
                        handle.select("SELECT COUNT(*) FROM \"" + table.replace("\"", "\"\"") + "\"")
                                .mapTo(Long.class)
                                .one());
            }
            return counts;
        });
    }

    /** Which key of the key file sealed the tokens; empty when none is sealed yet. */
    public OptionalInt sealingKey() {
        return has("sealing_key") ? jdbi.withHandle(Sealer::keyId) : OptionalInt.empty();
    }

    public boolean hasTokens() {
        return has("credential") && JdbiCredentialStore.hasTokens(database());
    }

    /** @throws bot.herald.security.WrongKeyException if no sealed token opens */
    public List<Credential> credentials(TokenCipher cipher) {
        if (!has("credential")) {
            return List.of();
        }
        return isBeforeProviders()
                ? JdbiCredentialStore.beforeProviders(database(), cipher).loadAll()
                : new JdbiCredentialStore(database(), cipher).loadAll();
    }

    private boolean isBeforeProviders() {
        return jdbi.withHandle(handle -> {
            Connection connection = handle.getConnection();
            try (ResultSet found =
                    connection.getMetaData().getColumns(null, connection.getSchema(), "credential", "twitch_user_id")) {
                return found.next();
            } catch (SQLException e) {
                throw new ConnectionException(e);
            }
        });
    }

    /** Connected channels. */
    public List<TwitchUserId> channels() {
        return has("channel")
                ? jdbi.withHandle(handle -> handle.select("SELECT twitch_user_id FROM channel ORDER BY twitch_user_id")
                        .map((row, context) -> new TwitchUserId(row.getString("twitch_user_id")))
                        .list())
                : List.of();
    }

    /** Which account the logins in the configuration stand for, as far as they were used. */
    public Map<TwitchLogin, TwitchUserId> pinnedLogins() {
        return has("pinned_login")
                ? jdbi.withHandle(handle -> handle.select("SELECT login, twitch_user_id FROM pinned_login")
                        .reduceRows(new HashMap<>(), (found, row) -> {
                            found.put(
                                    new TwitchLogin(row.getColumn("login", String.class)),
                                    new TwitchUserId(row.getColumn("twitch_user_id", String.class)));
                            return found;
                        }))
                : Map.of();
    }

    /** What channels set for their features, to be read alone. */
    public DocumentStore features() {
        return has("document")
                ? new JdbiDocumentStore(database())
                : JdbiDocumentStore.before(database(), has("feature_setting"));
    }

    public Optional<StoredConduit> conduit(String clientId) {
        return has("conduit") ? new JdbiConduitStore(database(), clientId).find() : Optional.empty();
    }

    /** What SQLite finds wrong with pages and indexes; empty if nothing is wrong, and for PostgreSQL. */
    public List<String> damage() {
        if (file.isEmpty()) {
            return List.of();
        }
        return jdbi
                .withHandle(handle -> handle.select("PRAGMA integrity_check(20)")
                        .mapTo(String.class)
                        .list())
                .stream()
                .filter(line -> !line.equals("ok"))
                .toList();
    }

    /** How many rows refer to a missing row; zero for PostgreSQL, which allows none. */
    public int brokenReferences() {
        return file.isEmpty()
                ? 0
                : jdbi.withHandle(handle -> handle.createQuery("PRAGMA foreign_key_check")
                        .mapToMap()
                        .list()
                        .size());
    }

    /** How many texts are sealed. */
    public int sealedTexts() {
        return jdbi.withHandle(handle -> sealed().stream()
                .mapToInt(column -> JdbiSealedTexts.count(handle, column))
                .sum());
    }

    /** How many of them the key does not open. */
    public int unreadableTexts(TokenCipher cipher) {
        return jdbi.withHandle(handle -> sealed().stream()
                .mapToInt(column -> JdbiSealedTexts.unreadable(handle, column, cipher))
                .sum());
    }

    private List<SealedColumn> sealed() {
        return SealedColumn.ALL.stream()
                .filter(column -> has(column.table()))
                .map(column -> column.equals(SealedColumn.CREDENTIAL) && isBeforeProviders()
                        ? SealedColumn.FORMER_CREDENTIAL
                        : column)
                .toList();
    }

    private boolean has(String table) {
        return jdbi.withHandle(handle -> tables(handle, table).contains(table));
    }

    private static List<String> tables(Handle handle, String pattern) {
        try (ResultSet found = handle.getConnection()
                .getMetaData()
                .getTables(null, handle.getConnection().getSchema(), pattern, new String[] {"TABLE"})) {
            List<String> names = new ArrayList<>();
            while (found.next()) {
                names.add(found.getString("TABLE_NAME"));
            }
            return names;
        } catch (SQLException e) {
            throw new ConnectionException(e);
        }
    }

    private Database database() {
        return Database.over(jdbi);
    }
}
