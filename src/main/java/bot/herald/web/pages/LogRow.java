package bot.herald.web.pages;

import java.util.List;

/**
 * Something that happened, in words.
 *
 * @param at for people
 * @param details more of it, a line each
 */
public record LogRow(String at, String text, List<String> details) {}
