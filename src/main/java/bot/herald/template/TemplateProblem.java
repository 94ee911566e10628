package bot.herald.template;

/**
 * Why a text cannot be saved.
 *
 * @param position of the offending brace, counting characters from 1
 * @param message in plain words, position included, with what to write instead
 */
public record TemplateProblem(int position, String message) {}
