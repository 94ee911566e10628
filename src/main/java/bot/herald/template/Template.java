package bot.herald.template;

import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * A text with placeholders such as <code>{user}</code>, found to be right.
 *
 * <p>Two braces, <code>{{</code> or <code>}}</code>, show one. Immutable and safe for concurrent use.
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

    /** @param allowed the placeholders that make sense where the text is used */
    public static Parsed parse(String text, Set<Placeholder> allowed) {
        return new TemplateParser(text, allowed).parse();
    }

    public boolean uses(Placeholder placeholder) {
        return nodes.stream().anyMatch(node -> !(node instanceof Node.Literal) && node.placeholder() == placeholder);
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

    /** As {@link #render}, with what to judge it by. */
    public Said said(TemplateValues values, RandomGenerator random) {
        StringBuilder said = new StringBuilder();
        StringBuilder own = new StringBuilder();
        boolean chosenByStranger = false;
        boolean one = false;
        for (Node node : nodes) {
            // A literal of nothing but spaces leaves the first word to whoever chose the value behind it.
            chosenByStranger |= !(node instanceof Node.Literal)
                    && ChatText.clean(said.toString()).isEmpty();
            String text = text(node, values, random);
            said.append(one && node instanceof Node.Literal ? Agreement.withOne(text) : text);
            own.append(own(node, text, values));
            one = text.equals("1") && !(node instanceof Node.Literal);
        }
        String whole = ChatText.shortened(ChatText.clean(said.toString()));
        return new Said(
                chosenByStranger ? ChatText.harmlessFromStranger(whole) : ChatText.harmless(whole),
                ChatText.clean(own.toString()));
    }

    private static String own(Node node, String text, TemplateValues values) {
        if (node instanceof Node.Argument) {
            return GAP;
        }
        return node instanceof Node.Value value ? values.own(value.placeholder(), text) : text;
    }

    private static String text(Node node, TemplateValues values, RandomGenerator random) {
        if (node instanceof Node.Literal literal) {
            return literal.text();
        }
        if (node instanceof Node.Argument argument) {
            List<String> words = values.arguments();
            return argument.number() <= words.size() ? words.get(argument.number() - 1) : "";
        }
        if (node instanceof Node.RandomNumber range) {
            return Integer.toString(range.from() + random.nextInt(range.to() - range.from() + 1));
        }
        return values.of(node.placeholder());
    }
}
