package bot.herald.storage;

import bot.herald.lifecycle.StartupException;
import bot.herald.security.OwnerOnly;
import com.zaxxer.hikari.HikariConfig;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicLong;
import javax.sql.DataSource;
import org.jdbi.v3.core.Jdbi;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;
import org.sqlite.SQLiteOpenMode;

/**
 * A SQLite file with a write-ahead log, synced on every commit: a refresh token that was handed out must not be lost to a
 * power cut. Its one connection is the one-writer rule.
 */
final class SqliteEngine implements Engine {
    private static final Logger log = LoggerFactory.getLogger(SqliteEngine.class);

    static final int BUSY_MILLIS = 5_000;
    private static final int LOOK_MILLIS = 1_000;
    private static final Duration PATIENCE = Duration.ofMillis(1_500);

    private final String url;
    private final SqliteProbe probe;

    private final AtomicLong dataVersion = new AtomicLong(-1);

    SqliteEngine(String url) {
        this.url = url;
        this.probe = new SqliteProbe(url, System::nanoTime);
    }

    @Override
    public String address() {
        return url;
    }

    @Override
    public void prepare() {
        SqliteLibrary.load();
        Optional<SqliteFile> file = SqliteFile.of(url);
        if (file.isEmpty()) {
            return;
        }
        Path folder = file.get().folder();
        try {
            OwnerOnly.createFolders(folder);
        } catch (IOException e) {
            throw new StartupException("cannot create the folder " + folder
                    + " for the database: make it writable for this user, or set database.url");
        }
        createForItsOwner(file.get().path());
    }

    /** SQLite gives the files beside it the same mode. */
    private static void createForItsOwner(Path file) {
        if (Files.exists(file)) {
            return;
        }
        try {
            OwnerOnly.create(file);
        } catch (FileAlreadyExistsException e) {
            log.debug("another process made the database file first");
        } catch (IOException e) {
            throw new StartupException("cannot create the database " + file
                    + ": make its folder writable for this user, or set database.url");
        }
    }

    /** Waits for a lock of another program for {@link #LOOK_MILLIS} only. */
    @Override
    public void examine() throws SQLException {
        try (Connection connection = source(LOOK_MILLIS).getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("BEGIN IMMEDIATE");
            statement.execute("ROLLBACK");
            try (ResultSet found = statement.executeQuery("PRAGMA quick_check(1)")) {
                if (!found.next() || !found.getString(1).equals("ok")) {
                    throw new StartupException(probe.damaged());
                }
            }
        } catch (SQLException e) {
            if (SqlFailures.isDamage(e)) {
                throw new StartupException(probe.damaged());
            }
            throw e;
        }
    }

    @Override
    public HikariConfig pool() {
        HikariConfig config = new HikariConfig();
        config.setDataSource(source(BUSY_MILLIS));
        config.setMaximumPoolSize(1);
        // PRAGMA data_version, which reveals other processes' writes, is per connection: this one is never replaced.
        config.setMaxLifetime(0);
        return config;
    }

    @Override
    public Duration patience() {
        return PATIENCE;
    }

    @Override
    public String probe(Jdbi jdbi) {
        return probe.look(jdbi);
    }

    @Override
    public void isWatched() {
        // A file is opened or not; there is nothing to wait for.
    }

    @Override
    public boolean isUnreachable() {
        return probe.isLocked();
    }

    @Override
    public void probeWholly() {
        probe.writeNext();
    }

    @Override
    public String trouble(SQLException failure) {
        return probe.trouble(failure);
    }

    /** Copies the database over a separate connection, so that nothing waits for it, and checks the copy. */
    void copyInto(Path empty) throws SQLException {
        try (Connection connection = source(BUSY_MILLIS).getConnection();
                PreparedStatement statement = connection.prepareStatement("VACUUM INTO ?")) {
            statement.setString(1, empty.toString());
            statement.execute();
        }
        if (!damage(new SqliteFile(empty)).isEmpty()) {
            throw new SQLException("the copy is not sound");
        }
    }

    /** Reads every page from the disk, bypassing the caches of open connections; what is wrong, or empty. */
    String damage() {
        return damage(SqliteFile.of(url).orElseThrow());
    }

    private String damage(SqliteFile file) {
        SQLiteConfig config = new SQLiteConfig();
        config.setReadOnly(true);
        config.setBusyTimeout(LOOK_MILLIS);
        SQLiteDataSource source = new SQLiteDataSource(config);
        source.setUrl(file.readOnlyUrl());
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement();
                ResultSet said = statement.executeQuery("PRAGMA quick_check(1)")) {
            return said.next() && said.getString(1).equals("ok") ? "" : probe.damaged();
        } catch (SQLException e) {
            return SqlFailures.isDamage(e) ? probe.damaged() : "";
        }
    }

    /** Gives a new connection each time. */
    private SQLiteDataSource source(int busyMillis) {
        Properties pragmas = new Properties();
        pragmas.setProperty("journal_mode", "WAL");
        pragmas.setProperty("synchronous", "FULL");
        pragmas.setProperty("foreign_keys", "true");
        pragmas.setProperty("busy_timeout", Integer.toString(busyMillis));
        pragmas.setProperty("secure_delete", "true");
        pragmas.setProperty("transaction_mode", "IMMEDIATE");
        SQLiteConfig config = new SQLiteConfig(pragmas);
        // The file is made by prepare(); a connection that finds none must not quietly make an empty one.
        config.resetOpenMode(SQLiteOpenMode.CREATE);
        SQLiteDataSource source = new SQLiteDataSource(config);
        source.setUrl(url);
        return source;
    }

    /** Outside the pool, which has a single connection: after a failure Flyway needs a second one. */
    @Override
    public DataSource migrations(DataSource pool) {
        return source(BUSY_MILLIS);
    }

    @Override
    public boolean makeNew(NewestSchema schema, DataSource pool) throws SQLException {
        return schema.makeIn(pool);
    }

    @Override
    public void complete(DataSource pool) {
        // No other process is notified of changes.
    }

    @Override
    public void configure(Jdbi jdbi) {
        // Transactions begin as writers, one at a time, so none has to be repeated.
    }

    @Override
    public String cannotOpen(Throwable failure) {
        if (SqlFailures.isDamage(failure)) {
            return probe.damaged();
        }
        if (SqlFailures.isDiskFull(failure)) {
            return "the disk is full; free some space and start again";
        }
        return probe.isDiskFull()
                ? "the disk is full; free some space and start again"
                : "it must be a SQLite file, in a folder, that this user may read and write";
    }

    @Override
    public String cannotMigrate(Throwable failure) {
        if (SqlFailures.isDamage(failure)) {
            return probe.damaged();
        }
        if (SqlFailures.isDiskFull(failure)) {
            return "the disk is full; free some space and start again";
        }
        String why = String.valueOf(failure.getMessage()).lines().findFirst().orElse("");
        // Flyway has no exception of its own for this, and advises its own settings.
        return why.contains("non-empty schema")
                ? "it holds tables of another program; point database.url at Herald's own file, or at a new one"
                : why + (why.endsWith(".") ? "" : ".") + " Restore a backup, or point database.url at a new file.";
    }

    /** Transactions begin as writers, so nothing else can write during one. */
    @Override
    public String forUpdate() {
        return "";
    }

    @Override
    public String forShare() {
        return "";
    }

    @Override
    public String now() {
        return "CAST(unixepoch('subsec') * 1000 AS INTEGER)";
    }

    @Override
    public boolean isShared() {
        return false;
    }

    @Override
    public boolean changedByOthers(Jdbi jdbi) {
        long version = jdbi.withHandle(
                handle -> handle.select("PRAGMA data_version").mapTo(Long.class).one());
        return dataVersion.getAndSet(version) != version;
    }

    /** Empties the write-ahead log of copies, unless a reader is using it: then the next call does. */
    @Override
    public void forgetDeleted(Jdbi jdbi) {
        boolean busy = jdbi.withHandle(handle -> handle.select("PRAGMA wal_checkpoint(TRUNCATE)")
                        .mapTo(Integer.class)
                        .one())
                != 0;
        if (busy) {
            log.info("the write-ahead log is in use and will be emptied later");
        }
    }

    @Override
    public Optional<String> backupCommand(Path file) {
        return Optional.empty();
    }

    @Override
    public SqliteInstanceLock instanceLock() {
        Path file = SqliteFile.of(url).orElseThrow().path();
        return new SqliteInstanceLock(file.resolveSibling(file.getFileName() + ".lock"));
    }

    @Override
    public Optional<Boolean> isRunningBot() {
        return Optional.of(instanceLock().isTaken());
    }

    @Override
    public void close() {
        // The pool holds all resources.
    }
}
