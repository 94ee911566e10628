package bot.herald.web.pages;

/** The button that fixes what is wrong. */
public record FixButton(String label, String link) {}
