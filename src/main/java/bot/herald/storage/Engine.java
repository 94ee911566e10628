package bot.herald.storage;

import bot.herald.cluster.InstanceLock;
import bot.herald.identity.Secret;
import com.zaxxer.hikari.HikariConfig;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import javax.sql.DataSource;
import org.jdbi.v3.core.Jdbi;

/** What differs between databases; everything else is the same SQL. */
interface Engine {
    /** @throws bot.herald.lifecycle.StartupException if the address is invalid */
    static Engine of(String url, String user, Secret password) {
        return url.startsWith(PostgresEngine.PREFIX) ? new PostgresEngine(url, user, password) : new SqliteEngine(url);
    }

    /** The address without secrets. */
    String address();

    /** Creates what must exist before the first connection. */
    void prepare();

    /**
     * Checks that the database can be used now, before anything is opened for good.
     *
     * @throws java.sql.SQLException if it cannot, for one of the reasons that {@link SqlFailures} knows
     * @throws bot.herald.lifecycle.StartupException if it is damaged
     */
    void examine() throws SQLException;

    HikariConfig pool();

    /** How long the database may take to answer a probe. */
    Duration patience();

    /**
     * Whether it answers and accepts writes; may block for some seconds.
     *
     * @return what is wrong, for the operator; empty if nothing is
     */
    String probe(Jdbi jdbi);

    /** From now on it is probed again and again, so that what a probe finds holds until the next. */
    void isWatched();

    /** Whether the last probe found that statements fail, because the server is unreachable or the file locked. */
    boolean isUnreachable();

    /** Makes the next probe a complete one, because a statement has failed. */
    void probeWholly();

    /** What a failed statement says about the database as a whole, for the operator; empty if nothing. */
    String trouble(SQLException failure);

    /** The connections for migrations, which may take longer than any other statement. */
    DataSource migrations(DataSource pool);

    /** Makes the newest schema of an empty database, if this one is empty and needs no more than one script for that. */
    boolean makeNew(NewestSchema schema, DataSource pool) throws SQLException;

    /** Work done at each start, once the schema is the newest. */
    void complete(DataSource pool) throws SQLException;

    void configure(Jdbi jdbi);

    /** Why it cannot be opened, and what to do; without secrets. */
    String cannotOpen(Throwable failure);

    /** Why the schema cannot be migrated, and what to do; without secrets. */
    String cannotMigrate(Throwable failure);

    /** The suffix of a {@code SELECT} whose row the same transaction is going to change. */
    String forUpdate();

    /** The suffix of a {@code SELECT} whose row must not change before the transaction ends. */
    String forShare();

    /** The milliseconds since 1970 by the database's clock, as it stands when the expression is evaluated. */
    String now();

    /** Whether several processes can run the bot on it. */
    boolean isShared();

    /** See {@link Database#changedByOthers}. */
    boolean changedByOthers(Jdbi jdbi);

    /** Overwrites deleted rows, as far as the database lets a client do so. */
    void forgetDeleted(Jdbi jdbi);

    /** See {@link Database#backupCommand}. */
    Optional<String> backupCommand(Path file);

    InstanceLock instanceLock();

    /** Whether a process runs the bot on it now; empty if only signs of life in its tables tell. */
    Optional<Boolean> isRunningBot();

    void close();
}
