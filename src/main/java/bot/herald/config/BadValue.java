package bot.herald.config;

/** A value that is refused for a reason of its own; the reason reads on after the key and holds no part of the value. */
final class BadValue extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    private final String reason;

    BadValue(String reason) {
        super(reason);
        this.reason = reason;
    }

    String reason() {
        return reason;
    }
}
