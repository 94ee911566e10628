package bot.herald.lifecycle;

/**
 * Herald cannot start or continue, for a reason that the operator can fix; the message says what to do next.
 *
 * <p>Shown to the operator as it is, without a stack trace, so it never holds a secret.
 */
public final class StartupException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public StartupException(String message) {
        super(message);
    }

    public StartupException(String message, Throwable cause) {
        super(message, cause);
    }
}
