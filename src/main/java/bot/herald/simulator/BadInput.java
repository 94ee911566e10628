package bot.herald.simulator;

/** A malformed request or a bad parameter of a control; answered with 400. Helix and OAuth have their own errors. */
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
