package bot.herald.config;

import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.reader.ReaderException;

/** Reads a YAML file into a tree. Never passes on the parser's messages, which quote the file. */
final class ConfigFile {
    private static final long LARGEST = 1 << 20;

    private ConfigFile() {}

    /** @throws Unreadable if the text is no YAML */
    static Node root(Path file, String text) throws Unreadable {
        Node root = parse(file, text);
        if (root == null || root.getTag().equals(Tag.NULL)) {
            throw unreadable(
                    file, 0, "is empty; begin with what `herald config example` prints, and fill in what it asks for");
        }
        return root;
    }

    /** @throws Unreadable if the file is no text that could be a configuration */
    static String text(Path file) throws Unreadable {
        if (!Files.exists(file)) {
            throw unreadable(
                    file, 0, "does not exist; name another file, or begin with what `herald config example` prints");
        }
        if (Files.isDirectory(file)) {
            throw unreadable(file, 0, "is a folder; name the file in it");
        }
        try {
            if (Files.size(file) > LARGEST) {
                throw unreadable(file, 0, "is larger than a megabyte, so it is no configuration; name another file");
            }
            return Files.readString(file);
        } catch (CharacterCodingException e) {
            throw unreadable(file, 0, "is not UTF-8 text; save it in that encoding");
        } catch (IOException e) {
            throw unreadable(file, 0, "cannot be read; check that this user may read it");
        }
    }

    private static @Nullable Node parse(Path file, String text) throws Unreadable {
        try {
            return new Yaml(new LoaderOptions()).compose(new StringReader(text));
        } catch (MarkedYAMLException e) {
            int line = e.getProblemMark() == null ? 0 : e.getProblemMark().getLine() + 1;
            throw unreadable(file, line, "is not valid YAML: " + hint(String.valueOf(e.getProblem())));
        } catch (ReaderException e) {
            int end = text.offsetByCodePoints(0, Math.min(e.getPosition(), text.codePointCount(0, text.length())));
            int line = 1
                    + (int) text.substring(0, end)
                            .chars()
                            .filter(c -> c == '\n')
                            .count();
            throw unreadable(file, line, "is not valid YAML: it holds a control character; remove it");
        } catch (YAMLException e) {
            throw unreadable(file, 0, "is not valid YAML: it is too long or too deeply nested");
        }
    }

    private static String hint(String problem) {
        if (problem.contains("(TAB)")) {
            return "a tab; indent with spaces";
        }
        if (problem.equals("mapping values are not allowed here")) {
            return "a ':' out of place; check the indentation, and put a value that holds ': ' in quotes";
        }
        if (problem.startsWith("found character")) {
            return "a character that cannot begin a value; put the value in quotes";
        }
        if (problem.equals("but found another document")) {
            return "a second document; keep one, without '---' between";
        }
        return "check indentation, colons, quotes and brackets here and in the line above";
    }

    private static Unreadable unreadable(Path file, int line, String message) {
        return new Unreadable(new ConfigProblem(file.toString(), line, "", message));
    }

    /** The one problem that keeps the whole file from being read; never leaves the package. */
    static final class Unreadable extends Exception {
        private static final long serialVersionUID = 1L;

        private final transient ConfigProblem problem;

        Unreadable(ConfigProblem problem) {
            super(problem.toString());
            this.problem = problem;
        }

        ConfigProblem problem() {
            return problem;
        }
    }
}
