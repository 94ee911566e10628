package bot.herald.template;

/** A piece of a parsed text. */
sealed interface Node {
    /** Text to be said as it is. */
    record Literal(String text) implements Node {}

    /** Something the caller knows. */
    record Value(Placeholder placeholder) implements Node {}

    /**
     * A word that the chatter wrote behind the command.
     *
     * @param number from 1 to 9
     */
    record Argument(int number) implements Node {}

    /** A new random number each time, both ends included. */
    record RandomNumber(int from, int to) implements Node {}

    default Placeholder placeholder() {
        if (this instanceof Argument) {
            return Placeholder.ARGUMENT;
        }
        return this instanceof RandomNumber ? Placeholder.RANDOM : ((Value) this).placeholder();
    }
}
