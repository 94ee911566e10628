package bot.herald.storage;

/** What failures of a PostgreSQL server mean, in words that tell the operator what to do. None contains a secret. */
final class PostgresFailures {
    /** Class 28, invalid authorization specification. */
    private static final String REFUSED_LOGIN = "28";

    private static final String UNKNOWN_DATABASE = "3D000";
    private static final String TOO_MANY_CONNECTIONS = "53300";
    private static final String INSUFFICIENT_PRIVILEGE = "42501";
    /** Shutting down, or not ready yet. */
    private static final String OPERATOR_INTERVENTION = "57P";

    private PostgresFailures() {}

    /** @param connections how many an instance needs at most */
    static String cannotOpen(Throwable failure, int connections) {
        String state = SqlFailures.state(failure);
        if (state.startsWith(REFUSED_LOGIN)) {
            return "the server does not accept this user or password: see database.user and database.password, and the"
                    + " server's pg_hba.conf";
        }
        if (state.equals(UNKNOWN_DATABASE)) {
            return "the server has no database of that name: make it with CREATE DATABASE, owned by database.user";
        }
        if (state.equals(TOO_MANY_CONNECTIONS)) {
            return "the server has no connection left: raise its max_connections; every instance needs up to "
                    + connections;
        }
        if (state.equals(INSUFFICIENT_PRIVILEGE)) {
            return cannotMigrate(failure);
        }
        if (state.startsWith(OPERATOR_INTERVENTION)) {
            return "the server is starting or stopping: try again in a moment";
        }
        return "no PostgreSQL server answers there (" + (state.isEmpty() ? "no reason given" : "SQL state " + state)
                + "): see that it runs, that host and port are right, and that sslmode suits it";
    }

    static String cannotMigrate(Throwable failure) {
        String state = SqlFailures.state(failure);
        if (state.equals(INSUFFICIENT_PRIVILEGE)) {
            return "the user may not make tables there. Make it the owner of the database:"
                    + " ALTER DATABASE name OWNER TO user";
        }
        return "SQL state " + (state.isEmpty() ? "unknown" : state)
                + ". Restore a backup, or point database.url at an empty database.";
    }
}
