package bot.herald.storage;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;

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

    /** Whether the connection was lost or none was to be had, so that trying again makes sense. */
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
        return false;
    }
}
