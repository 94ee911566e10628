package bot.herald.web.pages;

import bot.herald.web.pages.PreviewView.Choice;
import java.util.List;

/**
 * One field of a form.
 *
 * @param group the part of the form it belongs to; empty for none
 * @param kind {@code text}, {@code number}, {@code area}, {@code check}, {@code choice} or {@code select}
 * @param hint what may stand in it; empty for none
 * @param unit of what a number is one; empty for none
 * @param value as typed; of a check {@code on} or empty
 * @param options to select from
 * @param palette what can be inserted
 * @param error what is wrong with the value; empty for nothing
 */
public record FormField(
        String name,
        String group,
        String label,
        String hint,
        String unit,
        String kind,
        String value,
        List<Choice> options,
        List<Palette> palette,
        String error) {
    /**
     * Placeholders that belong together.
     *
     * @param open whether they are shown before somebody asks for them
     */
    public record Palette(String title, boolean open, List<Piece> pieces) {}

    /** @param forms the ways to write it, the simplest first */
    public record Piece(List<String> forms, String meaning) {}

    /** Whether it is a text that the bot says. */
    public boolean isSaid() {
        return !palette.isEmpty();
    }
}
