package bot.herald.web.pages;

/** The one button that mends what is wrong. */
public record Mend(String label, String link) {}
