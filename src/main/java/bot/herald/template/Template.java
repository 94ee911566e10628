package bot.herald.template;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/**
 * A valid text with placeholders such as <code>{user}</code>.
 *
 * <p>Two braces, <code>{{</code> or <code>}}</code>, show one. The whole grammar is in {@code docs/commands.md}. Immutable and safe
 * for concurrent use.
 */
public final class Template {
    /** Replaces a viewer's words in {@link Said#own}. */
    public static final String GAP = "\uFFFC";

    private final List<Node> nodes;

    Template(List<Node> nodes) {
        this.nodes = List.copyOf(nodes);
    }

    /** A template, or everything wrong with the text. */
    public sealed interface Parsed {
        record Good(Template template) implements Parsed {}

        record Bad(List<TemplateProblem> problems) implements Parsed {}
    }

    /**
     * A message, and the part of it that no viewer chose.
     *
     * @param text to say; empty if nothing visible is left
     * @param own the same with {@link #GAP} in place of viewers' words
     */
    public record Said(String text, String own) {}

    /**
     * A piece of a text as it was written.
     *
     * @param text with braces if it is a placeholder, otherwise as it is said
     */
    public record Piece(String text, Optional<Placeholder> placeholder) {}

    /** Splits a text to show it to people; what cannot be parsed is a piece as well. */
    public static List<Piece> pieces(String text) {
        return TemplateParser.pieces(text);
    }

    /** @param allowed the placeholders that make sense where the text is used */
    public static Parsed parse(String text, Set<Placeholder> allowed) {
        return new TemplateParser(text, allowed).parse();
    }

    /**
     * Placeholders in other bots' syntax, such as <code>$(user)</code>, which {@link #parse} takes for plain text.
     *
     * @param allowed as for {@link #parse}
     */
    public static List<TemplateProblem> otherBotsPlaceholders(String text, Set<Placeholder> allowed) {
        return OtherBots.problems(text, allowed);
    }

    public boolean uses(Placeholder placeholder) {
        return named().anyMatch(node -> node.placeholder() == placeholder);
    }

    /** The hosts that it fetches from, with a port if one is written. */
    public List<String> hosts() {
        return named().filter(Node.Fetch.class::isInstance)
                .map(node -> ((Node.Fetch) node).host())
                .distinct()
                .toList();
    }

    /** How many addresses it fetches. */
    public long fetches() {
        return named().filter(Node.Fetch.class::isInstance).count();
    }

    /** @param name in lower case */
    public boolean namesCounter(String name) {
        return named().anyMatch(node ->
                node instanceof Node.Counter counter && counter.name().equals(name));
    }

    /** Whether it sets a counter to a fixed number. */
    public boolean setsCounter() {
        return named().anyMatch(node ->
                node instanceof Node.Counter counter && counter.step().sets());
    }

    private Stream<Node.Named> named() {
        return Node.all(nodes).filter(Node.Named.class::isInstance).map(Node.Named.class::cast);
    }

    /**
     * The message to say. Values are inserted as plain text, without invisible characters; the whole is
     * {@linkplain ChatText#harmless harmless} and fits into one chat message.
     *
     * @return empty if nothing visible is left
     */
    public String render(TemplateValues values, RandomGenerator random) {
        return said(values, random).text();
    }

    /** As {@link #render}, with the part to check against filters. Changes counters and fetches addresses. */
    public Said said(TemplateValues values, RandomGenerator random) {
        Rendering rendering = new Rendering(values, random);
        nodes.forEach(node -> node.say(rendering));
        return rendering.whole();
    }
}
