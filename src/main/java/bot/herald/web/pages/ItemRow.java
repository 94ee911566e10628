package bot.herald.web.pages;

/**
 * A command or timer in a list.
 *
 * @param text what it says
 * @param notes the rest, in a few words; empty for nothing worth a word
 */
public record ItemRow(String name, String text, String notes, boolean enabled, String editLink) {}
