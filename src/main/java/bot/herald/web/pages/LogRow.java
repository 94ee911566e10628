package bot.herald.web.pages;

import java.util.List;

/**
 * Something that happened, in words.
 *
 * @param bot whether Herald did it by itself
 * @param details more of it, a line each
 * @param diffs what was changed, field by field
 * @param undoLink where a form that undoes it goes; empty where nothing can be undone
 * @param parts where it stands for several of a kind, one after the other: those
 */
public record LogRow(
        When at,
        Icon icon,
        boolean bot,
        String text,
        List<String> details,
        List<Diff> diffs,
        String undoLink,
        List<LogRow> parts) {
    /**
     * What became of one field.
     *
     * @param was empty where there was nothing
     * @param is empty where there is nothing
     */
    public record Diff(String label, String was, String is) {}

    public LogRow(When at, String text) {
        this(at, Icon.DOT, false, text, List.of(), List.of(), "", List.of());
    }
}
