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
 * <p>What the address says, TLS parameters among it, goes before what is set here. Transactions are READ COMMITTED; whoever
 * reads what it is about to change says so with {@link #forUpdate()}.
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
            // Whoever has waited for a statement for too long waits so long, in seconds, for the word that ends it.
            PGProperty.CANCEL_SIGNAL_TIMEOUT, "2",
            PGProperty.TCP_KEEP_ALIVE, "true",
            PGProperty.APPLICATION_NAME, "herald");

    /** Held, because java.util.logging forgets the level of a logger that nobody holds. */
    private static final Logger DRIVER_LOG = Logger.getLogger("org.postgresql");

    static {
        // It prints addresses it does not understand, passwords and all; whatever matters comes as an exception too.
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
        // The operator makes the database: only he can say where, and whose it is.
    }

    @Override
    public void examine() {
        // The server looks after its files, and the first connection tells whether it answers.
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

    /** A connection of its own each time. */
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
        // The detail of a refused row is the row, sealed tokens, session ids and all.
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
            // Refused or lost at once is known to everybody else, too.
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

    /** Outside the pool, whose connections break statements off. */
    @Override
    public DataSource migrations(DataSource pool) {
        return source();
    }

    @Override
    public boolean makeNew(NewestSchema schema, DataSource pool) {
        return false;
    }

    /** Every table that has come since is watched from now on. */
    @Override
    public void complete(DataSource pool) throws SQLException {
        try (Connection connection = source().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(NewestSchema.read("tell_others.sql"));
        }
    }

    /** A transaction that the server chose to end so that others may go on is made again. */
    @Override
    public void configure(Jdbi jdbi) {
        jdbi.setTransactionHandler(new SerializableTransactionRunner(LocalTransactionHandler.binding()));
        jdbi.getConfig(SerializableTransactionRunner.Configuration.class).setSerializationFailureSqlState(DEADLOCK);
        jdbi.registerArgument(new TextArgument());
    }

    @Override
    public String cannotOpen(Throwable failure) {
        String state = SqlFailures.state(failure);
        if (state.startsWith("28")) {
            return "the server does not accept this user or password: see database.user and database.password, and the"
                    + " server's pg_hba.conf";
        }
        if (state.equals("3D000")) {
            return "the server has no database of that name: make it with CREATE DATABASE, owned by database.user";
        }
        if (state.equals("53300")) {
            return "the server has no connection left: raise its max_connections; every instance needs up to "
                    + (CONNECTIONS + 3);
        }
        if (state.equals("42501")) {
            return cannotMigrate(failure);
        }
        if (state.startsWith("57P")) {
            return "the server is starting or stopping: try again in a moment";
        }
        return "no PostgreSQL server answers there (" + (state.isEmpty() ? "no reason given" : "SQL state " + state)
                + "): see that it runs, that host and port are right, and that sslmode suits it";
    }

    @Override
    public String cannotMigrate(Throwable failure) {
        String state = SqlFailures.state(failure);
        if (state.equals("42501")) {
            return "the user may not make tables there. Make it the owner of the database:"
                    + " ALTER DATABASE name OWNER TO user";
        }
        return "SQL state " + (state.isEmpty() ? "unknown" : state)
                + ". Restore a backup, or point database.url at an empty database.";
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
        // The server's own affair: VACUUM makes the space free, and nobody reads its files but the server. See
        // RATIONALE.
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
    public void close() {
        changes.close();
        probe.close();
        pooled.close();
    }
}
