package bot.herald.simulator;

/** Ends a Helix call with an error answer. */
final class HelixError extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Reply reply;

    HelixError(int status, String message) {
        this(Reply.helixError(status, message));
    }

    HelixError(Reply reply) {
        super("status " + reply.status(), null, false, false);
        this.reply = reply;
    }

    Reply reply() {
        return reply;
    }
}
