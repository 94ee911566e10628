package bot.herald.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class StyleSheetTest {
    private static final Path MAIN = Path.of("src", "main");
    private static final Pattern COMMENT = Pattern.compile("(?s)/\\*.*?\\*/");
    private static final Pattern SELECTOR = Pattern.compile("([^{}]+)\\{");
    private static final Pattern CLASS = Pattern.compile("\\.([a-zA-Z][\\w-]*)");
    private static final Pattern TAG = Pattern.compile("(?s)<[^>]*>|@param [^\n]*");
    private static final Pattern LITERAL = Pattern.compile("[\"'`]([^\"'`\n]*)[\"'`]");
    private static final Pattern WORD = Pattern.compile("[\\w-]+");
    /** Put together with a number or a colour's name, or given by HTMX and uPlot. */
    private static final Pattern MADE = Pattern.compile("[bn][1-8]|probe-\\w+(-\\w+)?|htmx-\\w+|u-\\w+");

    @Test
    void theStyleSheetHasNoClassThatNothingWears() throws IOException {
        Path web = Path.of("bot", "herald", "web");
        Set<String> worn = new TreeSet<>(words(TAG, MAIN.resolve("jte")));
        worn.addAll(words(LITERAL, MAIN.resolve("java").resolve(web)));
        worn.addAll(words(LITERAL, MAIN.resolve("resources").resolve(web)));
        String sheet = COMMENT.matcher(
                        Files.readString(MAIN.resolve("resources").resolve(web).resolve("herald.css")))
                .replaceAll("");

        assertThat(SELECTOR.matcher(sheet)
                        .results()
                        .flatMap(selector ->
                                CLASS.matcher(selector.group(1)).results().map(name -> name.group(1))))
                .hasSizeGreaterThan(300)
                .filteredOn(name -> !MADE.matcher(name).matches())
                .isSubsetOf(worn);
    }

    private static Set<String> words(Pattern where, Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().matches(".*\\.(jte|java|js)"))
                    .map(StyleSheetTest::read)
                    .flatMap(text -> where.matcher(text).results())
                    .map(MatchResult::group)
                    .flatMap(found -> WORD.matcher(found).results())
                    .map(MatchResult::group)
                    .collect(Collectors.toSet());
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file, UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
