package bot.herald.security;

/** A stored token does not open with the key of this installation. */
public final class WrongKeyException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public WrongKeyException() {
        super("a stored token does not open with this key file");
    }
}
