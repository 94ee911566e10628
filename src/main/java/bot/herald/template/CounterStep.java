package bot.herald.template;

/**
 * How a counter changes before it is shown.
 *
 * @param sets whether {@code number} replaces the counter's value instead of being added to it
 */
public record CounterStep(boolean sets, long number) {
    public static final CounterStep NONE = new CounterStep(false, 0);

    /** With its number limited to that range around zero. */
    public CounterStep within(long most) {
        return new CounterStep(sets, Math.max(-most, Math.min(most, number)));
    }

    public boolean changes() {
        return sets || number != 0;
    }
}
