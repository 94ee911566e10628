package bot.herald.storage;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.Objects;
import java.util.stream.Stream;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** What lies behind an exception from the database, by its SQL state. */
final class SqlFailures {
    /** A longer chain of causes is a cycle. */
    private static final int DEPTH = 20;

    private SqlFailures() {}

    /** The state of the innermost failure that has one; empty if none has. */
    static String state(Throwable failure) {
        return causes(failure)
                .flatMap(at -> at instanceof SQLException sql ? Stream.ofNullable(sql.getSQLState()) : Stream.empty())
                .reduce("", (outer, inner) -> inner);
    }

    private static Stream<Throwable> causes(Throwable failure) {
        return Stream.iterate(failure, Objects::nonNull, Throwable::getCause).limit(DEPTH);
    }

    /** Whether the row is there already; SQLite has no state for it, and no second writer who could cause it. */
    static boolean isDuplicate(Throwable failure) {
        return state(failure).equals("23505");
    }

    /** Whether the connection was lost, or none or no lock was to be had, so that trying again makes sense. */
    static boolean isUnreachable(Throwable failure) {
        String state = state(failure);
        return state.startsWith("08")
                || state.startsWith("57P")
                || causes(failure).anyMatch(SQLTransientConnectionException.class::isInstance)
                || isBusy(failure);
    }

    /** Another program has been writing to the SQLite file for longer than one waits for it. */
    static boolean isBusy(Throwable failure) {
        return isSqlite(failure, SQLiteErrorCode.SQLITE_BUSY, SQLiteErrorCode.SQLITE_PROTOCOL);
    }

    /** Some of what is in the SQLite file cannot have been written by SQLite. */
    static boolean isDamage(Throwable failure) {
        return isSqlite(failure, SQLiteErrorCode.SQLITE_CORRUPT, SQLiteErrorCode.SQLITE_NOTADB);
    }

    static boolean isDiskFull(Throwable failure) {
        return isSqlite(failure, SQLiteErrorCode.SQLITE_FULL) || state(failure).equals("53100");
    }

    /** The SQLite file cannot be written, whatever is in the statement. */
    static boolean isUnwritable(Throwable failure) {
        return isSqlite(
                failure,
                SQLiteErrorCode.SQLITE_READONLY,
                SQLiteErrorCode.SQLITE_IOERR,
                SQLiteErrorCode.SQLITE_CANTOPEN);
    }

    private static boolean isSqlite(Throwable failure, SQLiteErrorCode... codes) {
        // The lowest byte of an extended code is the code that it is a kind of.
        return causes(failure)
                .anyMatch(at -> at instanceof SQLiteException sqlite
                        && Stream.of(codes).anyMatch(code -> code.code == (sqlite.getErrorCode() & 0xff)));
    }
}
