package bot.herald.web;

/** Knows the code that lets the operator connect the bot account. */
@FunctionalInterface
public interface SetupCode {
    boolean accepts(String code);

    /** Whether the bot serves somebody, so that the set-up is over and its account is not replaced by it. */
    default boolean serves() {
        return false;
    }
}
