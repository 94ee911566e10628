package bot.herald.web.pages;

/**
 * Another account agreed to be the bot.
 *
 * @param replacement names what is confirmed
 * @param token has to come back with the form
 * @param anotherLink where yet another account is chosen
 */
public record ReplaceBotPage(
        String current,
        String login,
        String action,
        String replacement,
        String token,
        String anotherLink,
        String backLink) {}
