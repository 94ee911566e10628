package bot.herald.web.pages;

/** The one button that mends what is wrong. */
public record FixButton(String label, String link) {}
