package bot.herald.web.pages;

/** Asks whether the bot should really leave. */
public record DisconnectPage(String displayName, String action, String token, String backLink) {}
