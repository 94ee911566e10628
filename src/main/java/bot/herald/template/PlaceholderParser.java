package bot.herald.template;

import bot.herald.language.Saying;
import bot.herald.language.Texts;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Parses the inside of one pair of braces. */
final class PlaceholderParser {
    private static final Texts TEXTS = TemplateParser.TEXTS;
    private static final Pattern RANDOM = Pattern.compile(" *([0-9]{1,9}) *[-\u2010-\u2015] *([0-9]{1,9}) *");
    private static final Pattern COUNTER =
            Pattern.compile("([\\p{L}\\p{N}_]{1,30})(?:([+-])([0-9]{1,12})|=(-?[0-9]{1,12}))?");
    private static final Pattern JSON = Pattern.compile("(.*) json:([A-Za-z0-9_.-]{1,100})", Pattern.DOTALL);
    private static final Pattern HOST = Pattern.compile("https://([A-Za-z0-9.-]{1,253}(?::[0-9]{1,5})?)([/?].*)?");
    private static final int MOST_OPTIONS = 50;
    /** Anything longer is a forgotten closing brace rather than a misspelt name. */
    private static final int LONGEST_QUOTE = 30;

    private final TemplateParser parser;
    private final String text;
    private final int open;
    private final int close;
    private final int depth;
    private final String inside;

    PlaceholderParser(TemplateParser parser, int open, int close, int depth) {
        this.parser = parser;
        this.text = parser.text();
        this.open = open;
        this.close = close;
        this.depth = depth;
        this.inside = text.substring(open + 1, close);
    }

    /** Empty if it is invalid; the problem is then reported to the parser. */
    Optional<Node> node() {
        int end = 0;
        while (end < inside.length() && ":|{".indexOf(inside.charAt(end)) < 0) {
            end++;
        }
        String word = inside.substring(0, end);
        boolean isNumber = word.length() == 1 && word.charAt(0) >= '1' && word.charAt(0) <= '9';
        Optional<Placeholder> known = isNumber ? Optional.of(Placeholder.ARGUMENT) : Placeholder.ofWord(word);
        if (known.isEmpty()) {
            return problem(unknown(), advice(word));
        }
        Placeholder placeholder = known.get();
        if (!parser.allowed().contains(placeholder)) {
            return problem(TEXTS.saying("not-here", "written", quoted()), usable("usable.none"));
        }
        char next = end < inside.length() ? inside.charAt(end) : 0;
        int from = open + 1 + end + 1;
        if (isNumber && next == '|') {
            return Optional.of(new Node.Argument(word.charAt(0) - '0', parser.nodes(from, close, depth)));
        }
        if (next == 0 && placeholder.standsAlone()) {
            return Optional.of(
                    isNumber ? new Node.Argument(word.charAt(0) - '0', List.of()) : new Node.Value(placeholder));
        }
        if (inside.equals("args:url")) {
            return Optional.of(new Node.EncodedArguments());
        }
        return next == ':' && !placeholder.standsAlone() ? longer(placeholder, from) : written(placeholder);
    }

    private Optional<Node> longer(Placeholder placeholder, int from) {
        String rest = text.substring(from, close);
        return switch (placeholder) {
            case RANDOM -> random(rest);
            case PICK -> pick(from);
            case COUNTER -> counter(rest);
            case TIME, UNTIL, SINCE -> moment(placeholder, rest);
            case MATH -> calculation(from);
            case IF -> condition(from);
            case FETCH -> fetch(from);
            case LASTSEEN -> lastSeen(from);
            default -> written(placeholder);
        };
    }

    private Optional<Node> random(String range) {
        Matcher matcher = RANDOM.matcher(range);
        if (!matcher.matches()) {
            return written(Placeholder.RANDOM);
        }
        int first = Integer.parseInt(matcher.group(1));
        int last = Integer.parseInt(matcher.group(2));
        return first <= last
                ? Optional.of(new Node.RandomNumber(first, last))
                : problem(TEXTS.saying("backwards", "written", quoted()), write("{random:" + last + "-" + first + "}"));
    }

    private Optional<Node> pick(int from) {
        List<Integer> parts = parser.parts(from, close);
        int count = parts.size() / 2;
        if (count < 2 || count > MOST_OPTIONS) {
            return problem(
                    count < 2 ? TEXTS.saying("pick.none") : TEXTS.saying("pick.many", "most", MOST_OPTIONS),
                    TEXTS.saying("pick.advice"));
        }
        List<List<Node>> options = new ArrayList<>();
        for (int i = 0; i < parts.size(); i += 2) {
            int begin = parts.get(i);
            int end = parts.get(i + 1);
            while (begin < end && text.charAt(begin) == ' ') {
                begin++;
            }
            while (begin < end && text.charAt(end - 1) == ' ') {
                end--;
            }
            if (begin == end) {
                return problem(TEXTS.saying("pick.empty"), TEXTS.saying("pick.empty.advice"));
            }
            options.add(parser.nodes(begin, end, depth));
        }
        return Optional.of(new Node.Pick(options));
    }

    private Optional<Node> counter(String rest) {
        Matcher matcher = COUNTER.matcher(rest);
        if (!matcher.matches()) {
            return written(Placeholder.COUNTER);
        }
        String name = matcher.group(1).toLowerCase(Locale.ROOT);
        String sign = matcher.group(2);
        String set = matcher.group(4);
        if (set != null) {
            return Optional.of(new Node.Counter(name, new CounterStep(true, Long.parseLong(set))));
        }
        if (sign == null) {
            return Optional.of(new Node.Counter(name, CounterStep.NONE));
        }
        long by = Long.parseLong(Objects.requireNonNull(matcher.group(3)));
        return Optional.of(new Node.Counter(name, new CounterStep(false, sign.equals("-") ? -by : by)));
    }

    private Optional<Node> lastSeen(int from) {
        List<Node> name = parser.nodes(from, close, depth);
        return name.isEmpty() ? written(Placeholder.LASTSEEN) : Optional.of(new Node.LastSeen(name));
    }

    private Optional<Node> moment(Placeholder placeholder, String rest) {
        Moments.Read read = placeholder == Placeholder.TIME ? Moments.time(rest) : Moments.span(placeholder, rest);
        return read instanceof Moments.Read.Good good
                ? Optional.of(good.node())
                : problem(((Moments.Read.Bad) read).what(), ((Moments.Read.Bad) read).advice());
    }

    private Optional<Node> calculation(int from) {
        List<Node> nodes = parser.nodes(from, close, depth);
        StringBuilder sample = new StringBuilder();
        nodes.forEach(node -> sample.append(node instanceof Node.Literal literal ? literal.text() : "1"));
        if (sample.length() > Arithmetic.LONGEST) {
            return problem(TEXTS.saying("math.long"), TEXTS.saying("most", "most", Arithmetic.LONGEST));
        }
        return Arithmetic.isWellFormed(sample.toString())
                ? Optional.of(new Node.Calculation(nodes))
                : problem(TEXTS.saying("math.none"), TEXTS.saying("math.none.advice"));
    }

    private Optional<Node> condition(int from) {
        List<Integer> parts = parser.parts(from, close);
        int count = parts.size() / 2;
        if (count < 2 || count > 3 || parts.get(0).equals(parts.get(1))) {
            return written(Placeholder.IF);
        }
        int end = parts.get(1);
        int sign = sign(from, end);
        Comparison comparison = sign < 0 ? Comparison.PRESENT : comparison(sign);
        List<Node> left = parser.nodes(from, sign < 0 ? end : sign, depth);
        List<Node> right =
                sign < 0 ? List.of() : parser.nodes(sign + comparison.sign().length(), end, depth);
        List<Node> then = parser.nodes(parts.get(2), parts.get(3), depth);
        List<Node> otherwise = count == 3 ? parser.nodes(parts.get(4), parts.get(5), depth) : List.of();
        return Optional.of(new Node.If(left, comparison, right, then, otherwise));
    }

    /** The position of the first comparison sign outside of braces; negative if there is none. */
    private int sign(int from, int to) {
        int braces = 0;
        for (int i = from; i < to; i++) {
            char next = text.charAt(i);
            braces += next == '{' ? 1 : next == '}' ? -1 : 0;
            if (braces == 0 && comparison(i) != Comparison.PRESENT) {
                return i;
            }
        }
        return -1;
    }

    private Comparison comparison(int at) {
        for (Comparison one : Comparison.values()) {
            if (text.startsWith(one.sign(), at)) {
                return one;
            }
        }
        return Comparison.PRESENT;
    }

    private Optional<Node> fetch(int from) {
        String rest = text.substring(from, close);
        Matcher json = JSON.matcher(rest);
        boolean hasPath = json.matches();
        int end = hasPath ? from + json.end(1) : close;
        List<String> path = hasPath ? List.of(json.group(2).split("\\.")) : List.of();
        List<Node> address = parser.nodes(from, end, depth);
        if (Node.all(address).anyMatch(Node.Fetch.class::isInstance)) {
            return problem(TEXTS.saying("fetch.nested"), TEXTS.saying("fetch.nested.advice"));
        }
        String beginning = !address.isEmpty() && address.get(0) instanceof Node.Literal literal ? literal.text() : "";
        Matcher host = HOST.matcher(beginning);
        if (!host.matches() || (host.group(2) == null && address.size() > 1)) {
            return problem(TEXTS.saying("fetch.host"), write(Placeholder.FETCH.example()));
        }
        boolean isBad = address.stream()
                .anyMatch(node -> node instanceof Node.Literal literal
                        && literal.text().chars().anyMatch(c -> c <= ' ' || c == '#' || c == '\\' || c > '~'));
        return isBad
                ? problem(TEXTS.saying("fetch.signs"), TEXTS.saying("fetch.signs.advice"))
                : Optional.of(new Node.Fetch(host.group(1).toLowerCase(Locale.ROOT), address, path));
    }

    private Saying unknown() {
        return inside.isBlank() ? TEXTS.saying("empty") : TEXTS.saying("unknown", "written", quoted());
    }

    /** Suggests the nearest placeholder, but only if it is close: an unrelated one would confuse people. */
    private Saying advice(String word) {
        return parser.allowed().stream()
                .filter(one -> Spelling.isNear(word, one.word()))
                .min(Comparator.comparingInt((Placeholder one) -> Spelling.distance(word, one.word()))
                        .thenComparing(Comparator.naturalOrder()))
                .map(nearest -> TEXTS.saying("nearest", "example", nearest.example()))
                .orElseGet(() -> usable("nothing-here"));
    }

    private Optional<Node> written(Placeholder placeholder) {
        List<String> here = placeholder.forms(parser.allowed());
        List<String> forms = here.isEmpty() ? placeholder.forms() : here;
        return problem(
                TEXTS.saying("incomplete", "written", quoted()),
                language -> write(Words.choice(language, forms)).in(language));
    }

    private String quoted() {
        return "{" + Characters.shortened(LONGEST_QUOTE, inside) + "}";
    }

    /** Lists the simple ones, which people look for most; the documentation has all of them. */
    private Saying usable(String none) {
        String simple = parser.allowed().stream()
                .filter(Placeholder::standsAlone)
                .sorted()
                .map(Placeholder::example)
                .collect(Collectors.joining(" "));
        return simple.isEmpty() ? TEXTS.saying(none) : TEXTS.saying("usable", "examples", simple);
    }

    private static Saying write(String example) {
        return TEXTS.saying("write", "example", example);
    }

    private Optional<Node> problem(Saying what, Saying advice) {
        parser.problem(open, what, advice);
        return Optional.empty();
    }
}
