package bot.herald.web;

/** The request cannot be served as it is; the message is for the person who sent it and quotes nothing of it. */
final class BadRequestException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String advice;

    BadRequestException(String advice) {
        super(advice, null, false, false);
        this.advice = advice;
    }

    String advice() {
        return advice;
    }
}
