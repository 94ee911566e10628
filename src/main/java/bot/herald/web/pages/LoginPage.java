package bot.herald.web.pages;

/** Stands where the dashboard would be for somebody who is not logged in. */
public record LoginPage(String loginLink) {}
