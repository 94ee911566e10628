package bot.herald.check;

/**
 * The result of one check, for the operator. Contains no secret.
 *
 * @param subject what was checked, in a word or two
 * @param text what was found
 * @param remedy what to do; empty if nothing
 */
public record Finding(String subject, State state, String text, String remedy) {
    /** How good or bad it is. */
    public enum State {
        OK("ok"),
        /** Works, but only in part or not for long. */
        WARNING("warning"),
        WRONG("wrong"),
        /** Could not be checked, because of another finding or an option. */
        SKIPPED("skipped");

        private final String text;

        State(String text) {
            this.text = text;
        }

        public String text() {
            return text;
        }
    }

    static Finding ok(String subject, String text) {
        return new Finding(subject, State.OK, text, "");
    }

    static Finding warning(String subject, String text, String remedy) {
        return new Finding(subject, State.WARNING, text, remedy);
    }

    public static Finding wrong(String subject, String text, String remedy) {
        return new Finding(subject, State.WRONG, text, remedy);
    }

    static Finding skipped(String subject, String why) {
        return new Finding(subject, State.SKIPPED, why, "");
    }

    public boolean isWrong() {
        return state == State.WRONG;
    }
}
