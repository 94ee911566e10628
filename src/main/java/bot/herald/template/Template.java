package bot.herald.template;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/**
 * A text with placeholders such as <code>{user}</code> that has been checked.
 *
 * <p>Two braces, <code>{{</code> or <code>}}</code>, show one. The whole grammar is in {@code docs/commands.md}. Immutable and safe
 * for concurrent use.
 */
public final class Template {
    /** Stands where a viewer's words were. */
    public static final String GAP = "\uFFFC";

    private final List<Node> nodes;

    Template(List<Node> nodes) {
        this.nodes = List.copyOf(nodes);
    }

    /** A template, or everything that is wrong with the text. */
    public sealed interface Parsed {
        record Good(Template template) implements Parsed {}

        record Bad(List<TemplateProblem> problems) implements Parsed {}
    }

    /**
     * A message, and what of it nobody but the channel chose.
     *
     * @param text to say; empty if nothing visible is left
     * @param own the same with {@link #GAP} in place of viewers' words
     */
    public record Said(String text, String own) {}

    /**
     * A piece of a text as it was written.
     *
     * @param text with its braces, if it is a placeholder; else as it is said
     */
    public record Piece(String text, Optional<Placeholder> placeholder) {}

    /** A text in pieces, to show it to people; what cannot be read is one of them. */
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

    /** The hosts that it asks, with a port where one is written. */
    public List<String> hosts() {
        return named().filter(Node.Fetch.class::isInstance)
                .map(node -> ((Node.Fetch) node).host())
                .distinct()
                .toList();
    }

    /** How many times it asks an address. */
    public long fetches() {
        return named().filter(Node.Fetch.class::isInstance).count();
    }

    /** Whether it shows or changes the counter of this name, in small letters. */
    public boolean namesCounter(String name) {
        return named().anyMatch(node ->
                node instanceof Node.Counter counter && counter.name().equals(name));
    }

    /** Whether it sets a counter to a number, whatever was counted. */
    public boolean setsCounter() {
        return named().anyMatch(node ->
                node instanceof Node.Counter counter && counter.step().sets());
    }

    private Stream<Node.Named> named() {
        return Node.all(nodes).filter(Node.Named.class::isInstance).map(Node.Named.class::cast);
    }

    /**
     * The message to say: values are inserted as plain text, without invisible characters, and the whole is made
     * {@linkplain ChatText#harmless harmless} and no longer than one chat message.
     *
     * @return empty if nothing visible is left
     */
    public String render(TemplateValues values, RandomGenerator random) {
        return said(values, random).text();
    }

    /** As {@link #render}, with what to judge it by. Counters are changed and addresses asked once, where they stand. */
    public Said said(TemplateValues values, RandomGenerator random) {
        Rendering rendering = new Rendering(values, random);
        nodes.forEach(node -> node.say(rendering));
        return rendering.whole();
    }
}
