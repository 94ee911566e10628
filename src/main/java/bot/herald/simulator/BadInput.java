package bot.herald.simulator;

/** Input that cannot be read, outside Helix and OAuth, which have errors of their own shape; becomes a 400. */
public final class BadInput extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public BadInput(String message) {
        super(message);
    }

    public String text() {
        String message = getMessage();
        return message == null ? "bad input" : message;
    }
}
