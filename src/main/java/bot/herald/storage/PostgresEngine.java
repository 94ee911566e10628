package bot.herald.storage;

import bot.herald.cluster.InstanceLock;
import bot.herald.identity.Secret;
import bot.herald.lifecycle.StartupException;
import com.zaxxer.hikari.HikariConfig;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.UUID;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.transaction.LocalTransactionHandler;
import org.jdbi.v3.core.transaction.SerializableTransactionRunner;
import org.postgresql.Driver;
import org.postgresql.PGProperty;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * A PostgreSQL server, 12 or newer, which several instances may share.
 *
 * <p>Parameters in the address, such as those of TLS, override what is set here. Transactions are READ COMMITTED, so a row
 * that is read in order to be changed is read with {@link #forUpdate()}.
 */
final class PostgresEngine implements Engine {
    static final String PREFIX = "jdbc:postgresql:";

    private static final int CONNECTIONS = 8;
    private static final int WAIT_FOR_A_CONNECTION_MILLIS = 3_000;
    /** A probe that takes longer has found that the server does not answer. */
    private static final Duration PATIENCE = Duration.ofMillis(600);

    private static final String DEADLOCK = "40P01";
    /** Shorter than a refresh lease, so that no statement outlives the right to make it. */
    private static final String STATEMENT_TIMEOUT = "10s";

    /** A frozen process lets go of its row locks. */
    private static final String IDLE_IN_TRANSACTION_TIMEOUT = "30s";

    private static final Map<PGProperty, String> UNLESS_THE_ADDRESS_SAYS_OTHERWISE = Map.of(
            PGProperty.CONNECT_TIMEOUT, "5",
            PGProperty.LOGIN_TIMEOUT, "10",
            // Longer than any statement may take: this ends what a dead network left hanging.
            PGProperty.SOCKET_TIMEOUT, "30",
            // In seconds, for the request that ends a statement which takes too long.
            PGProperty.CANCEL_SIGNAL_TIMEOUT, "2",
            PGProperty.TCP_KEEP_ALIVE, "true",
            PGProperty.APPLICATION_NAME, "herald");

    /** A field, because java.util.logging forgets the level of a logger without references. */
    private static final Logger DRIVER_LOG = Logger.getLogger("org.postgresql");

    static {
        // It logs addresses that it cannot parse, with passwords; all that matters is thrown as an exception, too.
        DRIVER_LOG.setLevel(Level.OFF);
    }

    private final String url;
    private final String user;
    private final Secret password;
    private final Properties given;
    private final String instance = UUID.randomUUID().toString();
    private final PostgresChanges changes;
    private final PostgresProbe probe;
    private final PostgresConnections pooled;
    private volatile boolean watched;
    private volatile boolean away;

    PostgresEngine(String url, String user, Secret password) {
        this.url = url;
        this.user = user;
        this.password = password;
        Properties parsed = Driver.parseURL(url, null);
        if (parsed == null) {
            throw new StartupException("database.url is not the address of a PostgreSQL database: write"
                    + " jdbc:postgresql://HOST:PORT/NAME, with parameters such as ?sslmode=verify-full after it");
        }
        this.given = parsed;
        this.pooled = configured(new PostgresConnections());
        this.changes = new PostgresChanges(source(), instance);
        this.probe = new PostgresProbe(impatient(source()));
    }

    @Override
    public String address() {
        return url.replaceFirst("[?].*", "").replaceFirst("//.*@", "//");
    }

    @Override
    public void prepare() {
        // The operator makes the database, who alone decides where it is and who owns it.
    }

    @Override
    public void examine() {
        // The server looks after its files, and opening the pool shows whether it answers.
    }

    @Override
    public HikariConfig pool() {
        HikariConfig config = new HikariConfig();
        config.setDataSource(pooled);
        config.setMaximumPoolSize(CONNECTIONS);
        config.setMinimumIdle(2);
        config.setConnectionTimeout(WAIT_FOR_A_CONNECTION_MILLIS);
        config.setConnectionInitSql("SELECT set_config('herald.instance', '" + instance + "', false)"
                + ", set_config('idle_in_transaction_session_timeout', '" + IDLE_IN_TRANSACTION_TIMEOUT + "', false)"
                + (saysStatementTimeout()
                        ? ""
                        : ", set_config('statement_timeout', '" + STATEMENT_TIMEOUT + "', false)"));
        return config;
    }

    private boolean saysStatementTimeout() {
        return given.getProperty(PGProperty.OPTIONS.getName(), "").contains("statement_timeout");
    }

    /** Gives a new connection each time. */
    PGSimpleDataSource source() {
        return configured(new PGSimpleDataSource());
    }

    private <T extends PGSimpleDataSource> T configured(T source) {
        source.setUrl(url);
        UNLESS_THE_ADDRESS_SAYS_OTHERWISE.forEach((property, value) -> {
            if (!given.containsKey(property.getName())) {
                source.setProperty(property, value);
            }
        });
        // The detail of a constraint violation is the whole row, with sealed tokens and session ids.
        source.setProperty(PGProperty.LOG_SERVER_ERROR_DETAIL, "false");
        if (!user.isEmpty()) {
            source.setUser(user);
        }
        if (!password.reveal().isEmpty()) {
            source.setPassword(password.reveal());
        }
        return source;
    }

    @Override
    public Duration patience() {
        return PATIENCE;
    }

    private static PGSimpleDataSource impatient(PGSimpleDataSource source) {
        source.setConnectTimeout(2);
        source.setLoginTimeout(3);
        source.setSocketTimeout(2);
        return source;
    }

    @Override
    public String probe(Jdbi jdbi) {
        long began = System.nanoTime();
        try {
            probe.look();
            found(false);
            return "";
        } catch (SQLException e) {
            found(true);
            // If it failed at once, so did every other statement.
            if (System.nanoTime() - began > PATIENCE.toNanos()) {
                pooled.breakOff();
            }
            return "the database " + address() + " does not answer: " + cannotOpen(e);
        }
    }

    private void found(boolean isAway) {
        away = isAway;
        pooled.serverIsAway(isAway && watched);
    }

    @Override
    public void isWatched() {
        watched = true;
    }

    @Override
    public boolean isUnreachable() {
        return away;
    }

    @Override
    public void probeWholly() {
        // Every probe is.
    }

    @Override
    public String trouble(SQLException failure) {
        return SqlFailures.isDiskFull(failure) ? "the disk of the database server is full; free some space there" : "";
    }

    /** Outside the pool, whose connections have a statement timeout. */
    @Override
    public DataSource migrations(DataSource pool) {
        return source();
    }

    @Override
    public boolean makeNew(NewestSchema schema, DataSource pool) {
        return false;
    }

    /** Makes the triggers that report changes, also for tables that are new. */
    @Override
    public void complete(DataSource pool) throws SQLException {
        try (Connection connection = source().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(NewestSchema.read("tell_others.sql"));
        }
    }

    /** Repeats a transaction that the server ended to resolve a deadlock. */
    @Override
    public void configure(Jdbi jdbi) {
        jdbi.setTransactionHandler(new SerializableTransactionRunner(LocalTransactionHandler.binding()));
        jdbi.getConfig(SerializableTransactionRunner.Configuration.class).setSerializationFailureSqlState(DEADLOCK);
        jdbi.registerArgument(new TextArgument());
    }

    @Override
    public String cannotOpen(Throwable failure) {
        return PostgresFailures.cannotOpen(failure, CONNECTIONS + 3);
    }

    @Override
    public String cannotMigrate(Throwable failure) {
        return PostgresFailures.cannotMigrate(failure);
    }

    @Override
    public String forUpdate() {
        return " FOR UPDATE";
    }

    @Override
    public String forShare() {
        return " FOR SHARE";
    }

    @Override
    public String now() {
        return "CAST(extract(epoch FROM clock_timestamp()) * 1000 AS BIGINT)";
    }

    @Override
    public boolean isShared() {
        return true;
    }

    @Override
    public boolean changedByOthers(Jdbi jdbi) {
        return changes.any();
    }

    @Override
    public void forgetDeleted(Jdbi jdbi) {
        // Left to the server: VACUUM frees the space, and only the server reads its files. See RATIONALE.
    }

    @Override
    public Optional<String> backupCommand(Path file) {
        String role = user.isEmpty() ? given.getProperty(PGProperty.USER.getName(), "") : user;
        return Optional.of("pg_dump --format=custom --host=" + given.getProperty(PGProperty.PG_HOST.getName())
                + " --port=" + given.getProperty(PGProperty.PG_PORT.getName())
                + (role.isEmpty() ? "" : " --username=" + role)
                + " --dbname=" + given.getProperty(PGProperty.PG_DBNAME.getName()) + " --file=" + file);
    }

    @Override
    public InstanceLock instanceLock() {
        return new PostgresInstanceLock(source());
    }

    @Override
    public Optional<Boolean> isRunningBot() {
        return Optional.empty();
    }

    @Override
    public void close() {
        changes.close();
        probe.close();
        pooled.close();
    }
}
