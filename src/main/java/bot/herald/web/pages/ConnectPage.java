package bot.herald.web.pages;

/**
 * Says which account is about to be connected.
 *
 * @param avatarUrl an https address, or empty for none
 * @param anotherLink where another account is chosen in its place
 */
public record ConnectPage(String displayName, String login, String avatarUrl, String connectLink, String anotherLink) {}
