package bot.herald.template;

/**
 * How a counter changes before it is shown.
 *
 * @param sets whether {@code number} replaces what was counted; else it is added
 */
public record CounterStep(boolean sets, long number) {
    public static final CounterStep NONE = new CounterStep(false, 0);

    public boolean changes() {
        return sets || number != 0;
    }
}
