package bot.herald.web.pages;

import java.util.List;

/**
 * Something that happened, in words.
 *
 * @param bot whether Herald did it by itself
 * @param details more of it, a line each
 * @param undoLink where a form that undoes it goes; empty where nothing can be undone
 */
public record LogRow(When at, String icon, boolean bot, String text, List<String> details, String undoLink) {
    public LogRow(When at, String text) {
        this(at, "dot", false, text, List.of(), "");
    }
}
