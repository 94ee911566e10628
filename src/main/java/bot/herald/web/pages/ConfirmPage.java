package bot.herald.web.pages;

/**
 * Asks before something is lost.
 *
 * @param question the title
 * @param lost what is gone then, and what stays
 * @param button what it does, as a verb
 * @param token has to come back with the form
 */
public record ConfirmPage(String question, String lost, String action, String button, String token, String backLink) {}
