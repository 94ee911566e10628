package bot.herald.settings;

/**
 * Something wrong with what somebody wants to save.
 *
 * @param field its name in the API, for example {@code aliases}; empty when it concerns the whole
 * @param message a sentence for people: what is wrong and what is allowed
 */
public record Problem(String field, String message) {}
