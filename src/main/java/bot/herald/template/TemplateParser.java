package bot.herald.template;

import bot.herald.language.Saying;
import bot.herald.language.Texts;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Parses a text from left to right, and continues after a mistake so that all are reported at once. */
final class TemplateParser {
    /** The most levels of nested braces. */
    private static final int DEEPEST = 4;

    static final Texts TEXTS = Texts.beside(TemplateParser.class);

    private final String text;
    private final Set<Placeholder> allowed;
    private final List<TemplateProblem> problems = new ArrayList<>();

    TemplateParser(String text, Set<Placeholder> allowed) {
        this.text = text;
        this.allowed = allowed;
    }

    Template.Parsed parse() {
        List<Node> nodes = nodes(0, text.length(), 0);
        return problems.isEmpty()
                ? new Template.Parsed.Good(new Template(nodes))
                : new Template.Parsed.Bad(List.copyOf(problems));
    }

    static List<Template.Piece> pieces(String text) {
        TemplateParser parser = new TemplateParser(text, EnumSet.allOf(Placeholder.class));
        List<Template.Piece> pieces = new ArrayList<>();
        int at = 0;
        StringBuilder literal = new StringBuilder();
        while (at < text.length()) {
            char next = text.charAt(at);
            int close = next == '{' && !text.startsWith("{{", at) ? parser.close(at, text.length()) : -1;
            Optional<Node> node = close < 0 ? Optional.empty() : parser.placeholder(at, close, 1);
            if (node.isPresent() && node.get() instanceof Node.Named named) {
                if (!literal.isEmpty()) {
                    pieces.add(new Template.Piece(literal.toString(), Optional.empty()));
                    literal.setLength(0);
                }
                pieces.add(new Template.Piece(text.substring(at, close + 1), Optional.of(named.placeholder())));
                at = close + 1;
            } else {
                literal.append(next);
                at += text.startsWith("{{", at) || text.startsWith("}}", at) ? 2 : 1;
            }
        }
        if (!literal.isEmpty()) {
            pieces.add(new Template.Piece(literal.toString(), Optional.empty()));
        }
        return pieces;
    }

    /** A doubled brace stands for one only outside of placeholders: inside, two closing braces close two placeholders. */
    List<Node> nodes(int from, int to, int depth) {
        List<Node> nodes = new ArrayList<>();
        StringBuilder literal = new StringBuilder();
        int at = from;
        while (at < to) {
            char next = text.charAt(at);
            if (next != '{' && next != '}') {
                literal.append(next);
                at++;
            } else if (depth == 0 && at + 1 < to && text.charAt(at + 1) == next) {
                literal.append(next);
                at += 2;
            } else if (next == '}') {
                problem(at, TEXTS.saying("brace.closing"), TEXTS.saying("brace.closing.advice"));
                at++;
            } else {
                int close = close(at, to);
                if (close < 0) {
                    problem(at, TEXTS.saying("brace.open"), TEXTS.saying("brace.open.advice"));
                    at++;
                } else {
                    Optional<Node> node = placeholder(at, close, depth + 1);
                    if (node.isPresent()) {
                        end(literal, nodes);
                        nodes.add(node.get());
                    }
                    at = close + 1;
                }
            }
        }
        end(literal, nodes);
        return List.copyOf(nodes);
    }

    private Optional<Node> placeholder(int open, int close, int depth) {
        if (depth > DEEPEST) {
            problem(open, TEXTS.saying("braces.deep"), TEXTS.saying("braces.deep.advice", "most", DEEPEST));
            return Optional.empty();
        }
        return new PlaceholderParser(this, open, close, depth).node();
    }

    /** The position of the brace that closes the one at {@code open}; negative if there is none. */
    private int close(int open, int to) {
        int depth = 0;
        for (int i = open; i < to; i++) {
            if (text.charAt(i) == '{') {
                depth++;
            } else if (text.charAt(i) == '}' && --depth == 0) {
                return i;
            }
        }
        return -1;
    }

    /** Splits at bars outside of braces; returns begin and end of each part, one after the other. */
    List<Integer> parts(int from, int to) {
        List<Integer> parts = new ArrayList<>(List.of(from));
        int depth = 0;
        for (int i = from; i < to; i++) {
            char next = text.charAt(i);
            depth += next == '{' ? 1 : next == '}' ? -1 : 0;
            if (next == '|' && depth == 0) {
                parts.add(i);
                parts.add(i + 1);
            }
        }
        parts.add(to);
        return parts;
    }

    String text() {
        return text;
    }

    Set<Placeholder> allowed() {
        return allowed;
    }

    /** @param what a sentence without its full stop */
    void problem(int index, Saying what, Saying advice) {
        problems.add(problem(text, index, what, advice));
    }

    /** @param what a sentence without its full stop */
    static TemplateProblem problem(String text, int index, Saying what, Saying advice) {
        int position = text.codePointCount(0, index) + 1;
        return new TemplateProblem(
                position, TEXTS.saying("problem", "what", what, "character", position, "advice", advice));
    }

    private static void end(StringBuilder literal, List<Node> nodes) {
        if (!literal.isEmpty()) {
            nodes.add(new Node.Literal(literal.toString()));
            literal.setLength(0);
        }
    }
}
