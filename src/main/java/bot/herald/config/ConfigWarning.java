package bot.herald.config;

/**
 * A setting that is valid but probably not what was meant.
 *
 * @param remedy what to do about it, as a sentence
 */
public record ConfigWarning(ConfigProblem problem, String remedy) {}
