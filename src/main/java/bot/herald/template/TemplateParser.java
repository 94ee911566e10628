package bot.herald.template;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads one text from left to right, and goes on after a mistake so that all of them are named at once. */
final class TemplateParser {
    private static final Pattern RANDOM = Pattern.compile("random:([0-9]{1,9})-([0-9]{1,9})");
    /** A longer one is a forgotten closing brace, not a misspelt name. */
    private static final int LONGEST_QUOTE = 30;

    private final String text;
    private final Set<Placeholder> allowed;
    private final List<Node> nodes = new ArrayList<>();
    private final List<TemplateProblem> problems = new ArrayList<>();
    private final StringBuilder literal = new StringBuilder();
    private int at;

    TemplateParser(String text, Set<Placeholder> allowed) {
        this.text = text;
        this.allowed = allowed;
    }

    Template.Parsed parse() {
        while (at < text.length()) {
            char next = text.charAt(at);
            if (next != '{' && next != '}') {
                literal.append(next);
                at++;
            } else if (at + 1 < text.length() && text.charAt(at + 1) == next) {
                literal.append(next);
                at += 2;
            } else if (next == '{') {
                placeholder();
            } else {
                problem(at, "there is a } without a {; write }} to show one");
                at++;
            }
        }
        endLiteral();
        return problems.isEmpty()
                ? new Template.Parsed.Good(new Template(nodes))
                : new Template.Parsed.Bad(List.copyOf(problems));
    }

    private void placeholder() {
        int open = at;
        int close = text.indexOf('}', open);
        int nested = text.indexOf('{', open + 1);
        if (close < 0 || (nested >= 0 && nested < close)) {
            problem(open, "there is a { that is not closed; write {{ to show one");
            at++;
            return;
        }
        String inside = text.substring(open + 1, close);
        at = close + 1;
        node(open, inside).ifPresent(node -> {
            if (allowed.contains(node.placeholder())) {
                endLiteral();
                nodes.add(node);
            } else {
                problem(open, "{" + inside + "} cannot be used here; " + usable());
            }
        });
    }

    private Optional<Node> node(int open, String inside) {
        if (inside.length() == 1 && inside.charAt(0) >= '1' && inside.charAt(0) <= '9') {
            return Optional.of(new Node.Argument(inside.charAt(0) - '0'));
        }
        Matcher random = RANDOM.matcher(inside);
        if (random.matches()) {
            int from = Integer.parseInt(random.group(1));
            int to = Integer.parseInt(random.group(2));
            if (from <= to) {
                return Optional.of(new Node.RandomNumber(from, to));
            }
            problem(open, "{" + inside + "} runs backwards; write {random:" + to + "-" + from + "}");
            return Optional.empty();
        }
        Optional<Placeholder> known = Placeholder.ofWord(inside);
        if (known.isEmpty()) {
            problem(open, unknown(inside));
        }
        return known.map(Node.Value::new);
    }

    private String unknown(String inside) {
        if (inside.isBlank()) {
            return "{} names nothing; " + usable();
        }
        if (inside.startsWith(Placeholder.RANDOM.word()) && allowed.contains(Placeholder.RANDOM)) {
            return "a random number is written {random:1-6}";
        }
        String quoted = inside.codePointCount(0, inside.length()) <= LONGEST_QUOTE
                ? inside
                : inside.substring(0, inside.offsetByCodePoints(0, LONGEST_QUOTE)) + "…";
        return "{" + quoted + "} is unknown"
                + allowed.stream()
                        .min(Comparator.comparingInt((Placeholder one) -> Spelling.distance(inside, one.word()))
                                .thenComparing(Comparator.naturalOrder()))
                        .map(nearest -> "; the nearest is " + nearest.example())
                        .orElse("");
    }

    private String usable() {
        return "what can: "
                + String.join(
                        " ", allowed.stream().sorted().map(Placeholder::example).toList());
    }

    private void problem(int index, String message) {
        int position = text.codePointCount(0, index) + 1;
        problems.add(new TemplateProblem(position, "At character " + position + " " + message + "."));
    }

    private void endLiteral() {
        if (!literal.isEmpty()) {
            nodes.add(new Node.Literal(literal.toString()));
            literal.setLength(0);
        }
    }
}
