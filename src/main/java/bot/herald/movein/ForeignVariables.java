package bot.herald.movein;

import bot.herald.template.Placeholder;
import bot.herald.template.Template;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Finds variables of other bots that Herald would save and say as they stand. */
public final class ForeignVariables {
    private ForeignVariables() {}

    /**
     * A variable of another bot.
     *
     * @param written with its brackets
     * @param ours what Herald has for it where the text is used; empty if nothing
     */
    public record Found(String written, Optional<String> ours) {}

    /**
     * Those that begin with a dollar sign, each once, but for those that {@link Template#otherBotsPlaceholders} refuses. Parentheses alone
     * may be meant as such.
     *
     * @param allowed what can be used in the text
     */
    public static List<Found> in(String text, Set<Placeholder> allowed) {
        return Translator.variables(text).stream()
                .filter(found ->
                        Template.otherBotsPlaceholders(found.written(), allowed).isEmpty())
                .map(found -> new Found(
                        found.written(),
                        found.ours().filter(ours -> Template.parse(ours, allowed) instanceof Template.Parsed.Good)))
                .distinct()
                .toList();
    }
}
