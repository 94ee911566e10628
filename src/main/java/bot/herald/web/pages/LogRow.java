package bot.herald.web.pages;

import java.util.List;

/**
 * Something that happened, in words.
 *
 * @param at for people
 * @param details more of it, a line each
 * @param undoLink where a form that undoes it goes; empty where nothing can be undone
 */
public record LogRow(String at, String text, List<String> details, String undoLink) {
    public LogRow(String at, String text) {
        this(at, text, List.of(), "");
    }
}
