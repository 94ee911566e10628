package bot.herald.web.pages;

/** Asks whether the bot is really to leave. */
public record DisconnectPage(String displayName, String action, String token, String backLink) {}
