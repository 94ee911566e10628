package bot.herald.web.pages;

/**
 * Something was not done.
 *
 * @param message in plain words, saying what to do next
 */
public record ProblemPage(int status, String title, String message) {}
