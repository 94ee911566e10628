package bot.herald.storage;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.stream.Stream;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** What lies behind an exception from the database, by its SQL state. */
final class SqlFailures {
    private SqlFailures() {}

    /** The state of the innermost failure that has one; empty if none has. */
    static String state(Throwable failure) {
        String state = "";
        int depth = 0;
        for (Throwable at = failure; at != null && depth < 20; at = at.getCause()) {
            if (at instanceof SQLException sql && sql.getSQLState() != null) {
                state = sql.getSQLState();
            }
            depth++;
        }
        return state;
    }

    /** Whether the row is there already; SQLite has no state for it, and no second writer who could cause it. */
    static boolean isDuplicate(Throwable failure) {
        return state(failure).equals("23505");
    }

    /** Whether the connection was lost, or none or no lock was to be had, so that trying again makes sense. */
    static boolean isUnreachable(Throwable failure) {
        String state = state(failure);
        if (state.startsWith("08") || state.startsWith("57P")) {
            return true;
        }
        int depth = 0;
        for (Throwable at = failure; at != null && depth < 20; at = at.getCause()) {
            if (at instanceof SQLTransientConnectionException) {
                return true;
            }
            depth++;
        }
        return isBusy(failure);
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

    private static boolean isSqlite(Throwable failure, SQLiteErrorCode... codes) {
        int depth = 0;
        for (Throwable at = failure; at != null && depth < 20; at = at.getCause()) {
            // The lowest byte of an extended code is the code that it is a kind of.
            if (at instanceof SQLiteException sqlite
                    && Stream.of(codes).anyMatch(code -> code.code == (sqlite.getErrorCode() & 0xff))) {
                return true;
            }
            depth++;
        }
        return false;
    }
}
