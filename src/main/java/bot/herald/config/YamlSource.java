package bot.herald.config;

import bot.herald.config.Values.Given;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/** The settings in a YAML file, by key, and what is wrong with its form. */
final class YamlSource {
    /** A key that is safe to print; anything else may be a misplaced secret. */
    private static final Pattern PRINTABLE_KEY = Pattern.compile("[A-Za-z0-9_.-]{1,60}");

    /** A comment that looks like a value: {@code password: #secret}, {@code command-prefix: #}. */
    private static final Pattern COMMENTED_VALUE = Pattern.compile("[^:]*:\\s+#(?:\\S.*)?");

    private static final Pattern COMMENT = Pattern.compile("\\s+#.*");

    /** An address seldom holds a #, and is often followed by a comment. */
    private static final Pattern CUT_ADDRESS = Pattern.compile("\\s+#\\S.*");

    private final String source;
    private final List<String> text;
    private final Map<String, Integer> lines = new HashMap<>();
    private final Map<String, Given> given = new HashMap<>();
    private final List<ConfigProblem> problems = new ArrayList<>();
    private final List<ConfigWarning> warnings = new ArrayList<>();

    private YamlSource(String source, String text) {
        this.source = source;
        this.text = text.lines().toList();
    }

    /** @throws ConfigFile.Unreadable if there is no YAML in the file */
    static YamlSource read(Path file) throws ConfigFile.Unreadable {
        return parse(file, ConfigFile.text(file));
    }

    /** @throws ConfigFile.Unreadable if the text is no YAML */
    static YamlSource parse(Path file, String text) throws ConfigFile.Unreadable {
        YamlSource source = new YamlSource(file.toString(), text);
        source.section("", ConfigFile.root(file, text));
        return source;
    }

    Map<String, Given> given() {
        return given;
    }

    List<ConfigProblem> problems() {
        return problems;
    }

    /** Keys that probably lost their value, or a part of it, to what YAML takes for a comment. */
    List<ConfigWarning> warnings() {
        return warnings;
    }

    private void section(String path, Node node) {
        if (isNothing(node)) {
            return;
        }
        if (!(node instanceof MappingNode section)) {
            problem(node, path, "must hold keys with values, such as 'web:' with 'port: 8080' indented below");
            return;
        }
        for (NodeTuple tuple : section.getValue()) {
            if (tuple.getKeyNode() instanceof ScalarNode key
                    && PRINTABLE_KEY.matcher(key.getValue()).matches()) {
                member(path.isEmpty() ? key.getValue() : path + "." + key.getValue(), key, tuple.getValueNode());
            } else {
                problem(tuple.getKeyNode(), path, "holds a key that cannot be one; check colons and quotes");
            }
        }
    }

    private void member(String path, Node keyNode, Node value) {
        Optional<ConfigKey<?>> key = ConfigKeys.byPath(path);
        if (key.isEmpty() && !ConfigKeys.sections().contains(path)) {
            problem(keyNode, path, "unknown key; did you mean " + NearestKey.of(path, known()) + "?");
            return;
        }
        Integer first = lines.putIfAbsent(path, line(keyNode));
        if (first != null) {
            problem(keyNode, path, "given twice, first in line " + first + "; keep one");
        } else if (key.isEmpty()) {
            section(path, value);
        } else if (isNothing(value)) {
            warnOfLostValue(key.get(), line(keyNode));
        } else {
            warnOfCutSecret(key.get(), value);
            entries(key.get(), value).ifPresent(e -> given.put(path, new Given(source, line(keyNode), e)));
        }
    }

    private void warnOfLostValue(ConfigKey<?> key, int line) {
        boolean isCommented = COMMENTED_VALUE.matcher(text(line)).matches();
        String usual = String.valueOf(key.defaultText());
        if (!key.isRequired() && (isCommented || !usual.isEmpty())) {
            warn(
                    key,
                    line,
                    (isCommented ? "has no value, since # begins a comment" : "has no value")
                            + (usual.isEmpty() ? "" : "; the default applies, " + usual),
                    "Enter a value, in quotes if it begins with #, or delete the line.");
        }
    }

    /** To YAML, the password in {@code password: abc #def} is {@code abc}. */
    private void warnOfCutSecret(ConfigKey<?> key, Node value) {
        if (!key.secret()
                || !(value instanceof ScalarNode scalar)
                || scalar.getScalarStyle() != ScalarStyle.PLAIN
                || Placeholders.isOne(scalar.getValue())) {
            return;
        }
        Mark end = value.getEndMark();
        String rest = text(end.getLine() + 1)
                .codePoints()
                .skip(end.getColumn())
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        if ((key.equals(ConfigKeys.DATABASE_URL) ? CUT_ADDRESS : COMMENT)
                .matcher(rest)
                .matches()) {
            warn(
                    key,
                    end.getLine() + 1,
                    "ends before the #, since that begins a comment",
                    "Put the value in quotes, together with what follows if that is a part of it.");
        }
    }

    private void warn(ConfigKey<?> key, int line, String message, String remedy) {
        warnings.add(new ConfigWarning(new ConfigProblem(source, line, key.path(), message), remedy));
    }

    /** YAML knows more line breaks than Java: in a file with odd ones the line may be another, or missing. */
    private String text(int line) {
        return line <= text.size() ? text.get(line - 1) : "";
    }

    private Optional<List<Given.Entry>> entries(ConfigKey<?> key, Node value) {
        if (!key.list()) {
            return entry(key, value, "must be a single value").map(List::of);
        }
        if (!(value instanceof SequenceNode list)) {
            problem(value, key.path(), "must be a list in brackets, such as [first, second], of " + key.allowed());
            return Optional.empty();
        }
        List<Given.Entry> entries = new ArrayList<>();
        for (Node node : list.getValue()) {
            entry(key, node, "must be a list of single values").ifPresent(entries::add);
        }
        return Optional.of(entries);
    }

    private Optional<Given.Entry> entry(ConfigKey<?> key, Node node, String rule) {
        if (!(node instanceof ScalarNode scalar)) {
            problem(node, key.path(), rule + ", not a " + (node instanceof SequenceNode ? "list" : "section"));
            return Optional.empty();
        }
        // To YAML, a plain '~' or '!' is not the command prefix it was typed as.
        if (scalar.getTag().equals(Tag.NULL) ? !scalar.getValue().equalsIgnoreCase("null") : isTagged(scalar)) {
            problem(node, key.path(), "has a special meaning in YAML as it stands; put it in quotes");
            return Optional.empty();
        }
        boolean oneLine = node.getStartMark().getLine() == node.getEndMark().getLine();
        return Optional.of(new Given.Entry(line(node), scalar.getValue(), oneLine));
    }

    private static boolean isTagged(Node node) {
        return !node.getTag().getValue().startsWith(Tag.PREFIX);
    }

    /** A key with nothing behind it, or {@code null}, is not set; {@code ~} and {@code !} are meant as values. */
    private static boolean isNothing(Node node) {
        if (!(node instanceof ScalarNode scalar) || !scalar.getTag().equals(Tag.NULL)) {
            return false;
        }
        boolean written = node.getStartMark().getIndex() != node.getEndMark().getIndex();
        return !written || scalar.getValue().equalsIgnoreCase("null");
    }

    private static List<String> known() {
        return Stream.concat(ConfigKeys.ALL.stream().map(ConfigKey::path), ConfigKeys.sections().stream())
                .toList();
    }

    private void problem(Node node, String path, String message) {
        problems.add(new ConfigProblem(source, line(node), path, message));
    }

    private static int line(Node node) {
        return node.getStartMark().getLine() + 1;
    }
}
