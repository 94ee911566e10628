package bot.herald.storage;

import bot.herald.cluster.InstanceLock;
import bot.herald.identity.Secret;
import bot.herald.lifecycle.Component;
import bot.herald.lifecycle.Health;
import bot.herald.lifecycle.StartupException;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool.PoolInitializationException;
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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The database, SQLite or PostgreSQL, brought to the newest schema when it starts. Safe for concurrent use once started.
 */
public final class Database implements Component {
    private static final Logger log = LoggerFactory.getLogger(Database.class);
    /** How long another program may hold the lock of the SQLite file while Herald starts. */
    private static final long LOCK_NANOS = 60_000_000_000L;

    private final Engine engine;
    private @Nullable HikariDataSource pool;
    private @Nullable Jdbi jdbi;
    /** Asks also while it is known that there is no answer. */
    private @Nullable Jdbi probing;

    private volatile @Nullable DatabaseWatch watch;
    private @Nullable SqliteFileWatch fileWatch;

    /** @param url a JDBC address, of SQLite with an absolute path */
    public Database(String url) {
        this(url, "", new Secret(""));
    }

    /**
     * @param user for PostgreSQL; empty: as the address says
     * @throws StartupException if the address is none
     */
    public Database(String url, String user, Secret password) {
        this.engine = Engine.of(url, user, password);
    }

    /** One that is open already and needs neither start nor close. */
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
     * Opens it and brings it to the newest schema; waits for a minute if another program is writing to the SQLite file.
     *
     * @throws StartupException if it cannot be opened
     */
    @Override
    public void start() {
        engine.prepare();
        long end = System.nanoTime() + LOCK_NANOS;
        boolean told = false;
        while (true) {
            try {
                engine.examine();
                connect();
                return;
            } catch (SQLException | PoolInitializationException | Migrations.Failed e) {
                if (!SqlFailures.isBusy(e)) {
                    throw cannotStart(e);
                }
                if (System.nanoTime() > end) {
                    throw new StartupException("another program has been writing to the database file "
                            + engine.address() + " for a minute: let it finish or close it, then start again");
                }
                if (!told) {
                    log.warn("another program is writing to the database file {}; waiting", engine.address());
                    told = true;
                }
            }
        }
    }

    private StartupException cannotStart(Exception failure) {
        return failure instanceof Migrations.Failed
                ? new StartupException("cannot bring the database " + engine.address() + " to the newest schema: "
                        + engine.cannotMigrate(failure))
                : new StartupException(
                        "cannot open the database " + engine.address() + ": " + engine.cannotOpen(failure));
    }

    private void connect() throws SQLException {
        HikariDataSource opened = open();
        try {
            bringUpToDate(opened);
            pool = opened;
            probing = configured(Jdbi.create(opened));
            jdbi = configured(Jdbi.create(() -> connection(opened)));
        } catch (SQLException | RuntimeException e) {
            opened.close();
            throw e;
        }
    }

    private void bringUpToDate(HikariDataSource opened) throws SQLException {
        Optional<NewestSchema> newest = NewestSchema.shipped();
        if (newest.isEmpty() || !(newest.get().isIn(opened) || engine.makeNew(newest.get(), opened))) {
            Migrations.run(engine, opened);
        }
        engine.complete(opened);
    }

    private Jdbi configured(Jdbi fresh) {
        // With the default a failed insert prints its values, tokens included.
        fresh.getConfig(StatementExceptions.class).setMessageRendering(MessageRendering.NONE);
        engine.configure(fresh);
        fresh.setSqlLogger(new Listening());
        return fresh;
    }

    /** Nobody waits for a connection, and keeps others waiting, while the watch knows that there is none to be had. */
    private Connection connection(HikariDataSource from) throws SQLException {
        if (watch != null && engine.isUnreachable()) {
            throw new SQLTransientConnectionException("the database does not answer");
        }
        return from.getConnection();
    }

    /** What the watch has found; without one, what the database answers now. */
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
            return Health.down("the database does not answer");
        }
    }

    /**
     * Watches it in the background from its start on: whether it answers, takes what is written, is sound, and is still the file
     * that was opened, which is put back if it is deleted. For the one process that runs the bot.
     *
     * @param back called when all is well after it was not; must return at once
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
        return made;
    }

    /** What copies a SQLite database once a day, from its start on; nothing for PostgreSQL. */
    public Optional<Component> dailyBackup(Clock clock) {
        return engine instanceof SqliteEngine sqlite
                ? SqliteFile.of(sqlite.address()).map(file -> new DailyBackup(file, sqlite::copyInto, clock))
                : Optional.empty();
    }

    /** Whether what is asked or written now would wait in vain, as far as the watch knows. */
    boolean isAway() {
        DatabaseWatch watching = watch;
        return watching != null && !watching.trouble().isEmpty();
    }

    /**
     * For what need not be written now.
     *
     * @throws IllegalStateException if it is known that it would wait in vain
     */
    void requireAnswer() {
        if (isAway()) {
            throw new IllegalStateException(new SQLTransientConnectionException("the database does not answer"));
        }
    }

    /** Whether what is to be saved now can be. */
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
     * Whether another process has changed the database since this was last asked; the first answer is yes.
     *
     * <p>Costs next to nothing, so it may be asked every second. What is changed in the ordinary course of work (the sign of
     * life of an instance, a command's count) may not be told.
     */
    public boolean changedByOthers() {
        return engine.changedByOthers(jdbi());
    }

    /** One transaction around everything that the work does with this database on this thread; all of it, or nothing. */
    public void together(Runnable work) {
        jdbi().useTransaction(handle -> work.run());
    }

    /** Leaves no copy of deleted rows behind, as far as this database lets one say so. */
    void forgetDeleted() {
        engine.forgetDeleted(jdbi());
    }

    /** What ends a {@code SELECT} of a row that the same transaction changes: nobody else changes it in between. */
    String forUpdate() {
        return engine.forUpdate();
    }

    /** What ends a {@code SELECT} of a row that has to stay as it is until the transaction ends. */
    String forShare() {
        return engine.forShare();
    }

    /** SQL for the milliseconds since 1970 by the database's clock, which is the same for every process. */
    String now() {
        return engine.now();
    }

    /** Whether several processes may run the bot on it at a time. */
    public boolean isShared() {
        return engine.isShared();
    }

    /** The right to run the bot on this database; not yet taken. */
    public InstanceLock instanceLock() {
        return engine.instanceLock();
    }

    /** What to type to copy this database into a file, where that is not Herald's own work. */
    Optional<String> backupCommand(Path file) {
        return engine.backupCommand(file);
    }

    /**
     * A transaction that is made again for twenty seconds while the server cannot be reached, or another program keeps the file
     * locked, for what exists nowhere else: a refresh token that Twitch has just handed out.
     *
     * @param work may be done twice, if the connection is lost in the moment of the commit
     */
    <T, X extends Exception> T insist(HandleCallback<T, X> work) throws X {
        return DatabaseRetries.on(() -> jdbi().inTransaction(work));
    }

    /** The same for several questions, with which a start would otherwise give up over what passes by itself. */
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

    private HikariDataSource open() {
        HikariConfig config = engine.pool();
        config.setPoolName("database");
        return new HikariDataSource(config);
    }

    /** Hears of every statement that failed. */
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
