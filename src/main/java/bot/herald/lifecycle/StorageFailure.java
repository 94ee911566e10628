package bot.herald.lifecycle;

/** Tells failures of the database, which its watch reports once for all, from faults of Herald. */
public final class StorageFailure {
    private static final int DEPTH = 20;
    /** By name, because only {@code storage} knows the database library. */
    private static final String DATABASE = "java.sql.";

    private StorageFailure() {}

    /** Whether the database is the cause. */
    public static boolean isReasonOf(Throwable failure) {
        Throwable at = failure;
        for (int depth = 0; at != null && depth < DEPTH; depth++) {
            for (Class<?> kind = at.getClass(); kind != null; kind = kind.getSuperclass()) {
                if (kind.getName().startsWith(DATABASE)) {
                    return true;
                }
            }
            at = at.getCause();
        }
        return false;
    }
}
