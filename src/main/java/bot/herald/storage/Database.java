package bot.herald.storage;

import bot.herald.cluster.InstanceLock;
import bot.herald.identity.Secret;
import bot.herald.lifecycle.Component;
import bot.herald.lifecycle.Health;
import bot.herald.lifecycle.StartupException;
import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Clock;
import java.util.Objects;
import java.util.Optional;
import org.jdbi.v3.core.HandleCallback;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.SqlLogger;
import org.jdbi.v3.core.statement.StatementContext;
import org.jdbi.v3.core.statement.StatementExceptions;
import org.jdbi.v3.core.statement.StatementExceptions.MessageRendering;
import org.jspecify.annotations.Nullable;

/** The database, SQLite or PostgreSQL, migrated to the newest schema when it starts. Safe for concurrent use once started. */
public final class Database implements Component {
    private final Engine engine;
    private @Nullable HikariDataSource pool;
    private @Nullable Jdbi jdbi;
    /** Also sends queries while the database is known not to answer. */
    private @Nullable Jdbi probing;

    private volatile @Nullable DatabaseWatch watch;
    private @Nullable SqliteFileWatch fileWatch;

    /** @param url a JDBC address; for SQLite, with an absolute path */
    public Database(String url) {
        this(url, "", new Secret(""));
    }

    /**
     * @param user for PostgreSQL; empty to use the address's
     * @throws StartupException if the address is invalid
     */
    public Database(String url, String user, Secret password) {
        this.engine = Engine.of(url, user, password);
    }

    /** Wraps one that is already open and needs neither start nor close. */
    static Database over(Jdbi jdbi) {
        Database database = new Database("");
        database.jdbi = jdbi;
        return database;
    }

    @Override
    public String name() {
        return "database";
    }

    /**
     * Opens it and migrates it to the newest schema; waits for up to a minute if another program is writing to the
     * SQLite file.
     *
     * @throws StartupException if it cannot be opened
     */
    @Override
    public void start() {
        HikariDataSource opened = DatabaseOpening.open(engine);
        pool = opened;
        probing = configured(Jdbi.create(opened));
        jdbi = configured(Jdbi.create(() -> connection(opened)));
    }

    private Jdbi configured(Jdbi fresh) {
        // By default the exception of a failed insert contains the values, including tokens.
        fresh.getConfig(StatementExceptions.class).setMessageRendering(MessageRendering.NONE);
        engine.configure(fresh);
        fresh.setSqlLogger(new Listening());
        return fresh;
    }

    /** Fails at once while the watch knows that no connection is available: waiting for one would hold up others. */
    private Connection connection(HikariDataSource from) throws SQLException {
        if (watch != null && engine.isUnreachable()) {
            throw new SQLTransientConnectionException("the database does not answer");
        }
        return from.getConnection();
    }

    /** The watch's findings; without a watch, the database's own answer. */
    @Override
    public Health check() {
        DatabaseWatch watching = watch;
        if (watching != null) {
            return watching.trouble().isEmpty() ? Health.UP : Health.down(watching.trouble());
        }
        try {
            String found = engine.probe(jdbi());
            return found.isEmpty() ? Health.UP : Health.down(found);
        } catch (IllegalStateException e) {
            return Health.down("the database does not answer; Herald keeps trying");
        }
    }

    /**
     * Watches the database in the background once started: whether it answers, accepts writes, is intact, and is still
     * the file that was opened, which is put back if it is deleted. For the one process that runs the bot.
     *
     * @param back called when all is well again after trouble; must return at once
     */
    public Component watch(Runnable back) {
        HikariDataSource watched = Objects.requireNonNull(pool, "started");
        DatabaseWatch.Look file = () -> "";
        DatabaseWatch.Look sound = () -> "";
        if (engine instanceof SqliteEngine sqlite) {
            SqliteFileWatch ofFile =
                    new SqliteFileWatch(SqliteFile.of(sqlite.address()).orElseThrow(), watched);
            file = ofFile::look;
            sound = sqlite::damage;
            fileWatch = ofFile;
        }
        DatabaseWatch made = new DatabaseWatch(
                engine.patience(),
                "the database " + engine.address() + " does not answer: it takes longer than it may",
                () -> engine.probe(Objects.requireNonNull(probing)),
                file,
                sound,
                back);
        watch = made;
        engine.isWatched();
        return made;
    }

    /** Copies a SQLite database once a day once started; empty for PostgreSQL. */
    public Optional<Component> dailyBackup(Clock clock) {
        return engine instanceof SqliteEngine sqlite
                ? SqliteFile.of(sqlite.address()).map(file -> new DailyBackup(file, sqlite::copyInto, clock))
                : Optional.empty();
    }

    /** Whether the watch knows that queries and writes fail now. */
    boolean isAway() {
        DatabaseWatch watching = watch;
        return watching != null && !watching.trouble().isEmpty();
    }

    /**
     * To be called before writes that can be done later.
     *
     * @throws IllegalStateException if the write is known to fail
     */
    void requireAnswer() {
        if (isAway()) {
            throw new IllegalStateException(new SQLTransientConnectionException("the database does not answer"));
        }
    }

    /** Whether changes can be saved now. */
    public boolean canSave() {
        return !isAway();
    }

    @Override
    public void close() {
        engine.close();
        if (fileWatch != null) {
            fileWatch.close();
        }
        if (pool != null) {
            pool.close();
        }
    }

    /**
     * Whether another process has changed the database since the last call; the first answer is yes.
     *
     * <p>Cheap enough to be called every second. Routine changes (an instance's heartbeat, a command's count) may go
     * unreported.
     */
    public boolean changedByOthers() {
        return engine.changedByOthers(jdbi());
    }

    /** Runs all that {@code work} does with this database on this thread in one transaction. */
    public void together(Runnable work) {
        jdbi().useTransaction(handle -> work.run());
    }

    /** Leaves no copy of deleted rows behind, as far as the database allows that. */
    void forgetDeleted() {
        engine.forgetDeleted(jdbi());
    }

    /** The suffix of a {@code SELECT} of a row that the same transaction changes, so that no other can in between. */
    String forUpdate() {
        return engine.forUpdate();
    }

    /** The suffix of a {@code SELECT} of a row that must not change until the transaction ends. */
    String forShare() {
        return engine.forShare();
    }

    /** SQL for the milliseconds since 1970 by the database's clock, which is the same for every process. */
    String now() {
        return engine.now();
    }

    /** Whether several processes can run the bot on it at a time. */
    public boolean isShared() {
        return engine.isShared();
    }

    /** The right to run the bot on this database; not yet taken. */
    public InstanceLock instanceLock() {
        return engine.instanceLock();
    }

    /** Whether a process runs the bot on this database now; empty if only signs of life in its tables tell. */
    Optional<Boolean> isRunningBot() {
        return engine.isRunningBot();
    }

    /** Whether a write failed because the disk has no room, here or at the server. */
    public static boolean isDiskFull(Throwable failure) {
        return SqlFailures.isDiskFull(failure);
    }

    /** The command that copies this database into a file, if Herald cannot do that itself. */
    Optional<String> backupCommand(Path file) {
        return engine.backupCommand(file);
    }

    /**
     * A transaction that is retried for twenty seconds while the server cannot be reached, or another program keeps the
     * file locked, for data that exists nowhere else: a refresh token that Twitch has just issued.
     *
     * @param work may run twice, if the connection is lost during the commit
     */
    <T, X extends Exception> T insist(HandleCallback<T, X> work) throws X {
        return DatabaseRetries.on(() -> jdbi().inTransaction(work));
    }

    /** The same for several queries, so that a passing failure does not end a start. */
    public void insist(Runnable questions) {
        DatabaseRetries.on(() -> {
            questions.run();
            return true;
        });
    }

    Jdbi jdbi() {
        if (jdbi == null) {
            throw new IllegalStateException("the database has not been started");
        }
        return jdbi;
    }

    /** Notified of every failed statement. */
    private final class Listening implements SqlLogger {
        @Override
        public void logException(StatementContext context, SQLException failure) {
            DatabaseWatch watching = watch;
            String trouble = engine.trouble(failure);
            if (watching != null && !trouble.isEmpty()) {
                if (SqlFailures.isDamage(failure)) {
                    watching.isDamaged(trouble);
                } else {
                    engine.probeWholly();
                    watching.hasFound(trouble);
                }
            }
        }
    }
}
