package bot.herald.check;

/**
 * One thing that was looked at, for the operator; holds no secret.
 *
 * @param subject what was looked at, in a word or two
 * @param text what was found
 * @param remedy what to do; empty when nothing needs doing
 */
public record Finding(String subject, State state, String text, String remedy) {
    /** How it stands. */
    public enum State {
        OK("ok"),
        /** Works, but not all of it, or not for long. */
        WARNING("warning"),
        WRONG("wrong"),
        /** Could not be looked at, because of something else or by wish. */
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
