package bot.herald.template;

/**
 * How a counter changes before it is shown.
 *
 * @param sets whether {@code number} replaces what was counted; else it is added
 */
public record CounterStep(boolean sets, long number) {
    public static final CounterStep NONE = new CounterStep(false, 0);

    /** The same with a number of at most so many on either side of zero. */
    public CounterStep within(long most) {
        return new CounterStep(sets, Math.max(-most, Math.min(most, number)));
    }

    public boolean changes() {
        return sets || number != 0;
    }
}
