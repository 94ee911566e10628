package bot.herald.web;

/** Knows the code that lets the operator connect the bot account. */
@FunctionalInterface
public interface SetupCode {
    boolean accepts(String code);
}
