package bot.herald.auth;

/** So many authorisations are under way that no other can begin now. */
public final class TooManyPendingException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    TooManyPendingException() {
        super("too many authorisations are under way", null, false, false);
    }
}
