package bot.herald.testing;

/** The databases that Herald keeps its data in. */
public enum DatabaseKind {
    SQLITE,
    POSTGRESQL;

    /** For tests that do not care; {@code -Dherald.test.database=POSTGRESQL} runs them all there. */
    public static DatabaseKind usual() {
        return valueOf(System.getProperty("herald.test.database", SQLITE.name()));
    }
}
