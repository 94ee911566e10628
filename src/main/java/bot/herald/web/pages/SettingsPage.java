package bot.herald.web.pages;

/**
 * A channel's settings.
 *
 * @param disconnectLink empty for those who may not
 */
public record SettingsPage(Notice notice, FormView form, String disconnectLink) {}
