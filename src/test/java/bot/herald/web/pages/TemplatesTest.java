package bot.herald.web.pages;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What pages say stands in the texts, in every language, and not in a template. */
class TemplatesTest {
    private static final Path TEMPLATES = Path.of("src/main/jte");
    /** Names, and what is the same wherever one reads it. */
    private static final Set<String> NAMES = Set.of(
            "Herald",
            "Discord",
            "Conduit",
            "WebSockets",
            "PixelPenguin",
            "OrbitOtter",
            "Alice",
            "heraldbot",
            "Al",
            "twitch",
            "tv",
            "pixelpenguin");

    /** Attributes that people read or hear. */
    private static final Pattern READ =
            Pattern.compile("(?:aria-label|title|alt|placeholder|label)=\"([^\"$]*)\"|title = \"([^\"]*)\"");

    private static final Pattern CODE = Pattern.compile(
            "@(?:import|param)[^\\n]*|!\\{[^\\n]*}|<%--.*?--%>"
                    + "|<(?:code|bdi|em lang=\"en\")[^>]*>[^<]*</(?:code|bdi|em)>|&[a-z#0-9]+;",
            Pattern.DOTALL);

    @Test
    void noTemplateHasWordsOfItsOwn() throws IOException {
        assertThat(templates().flatMap(TemplatesTest::words).toList()).isEmpty();
    }

    private static Stream<Path> templates() throws IOException {
        try (Stream<Path> files = Files.list(TEMPLATES)) {
            return files.filter(file -> file.toString().endsWith(".jte")).sorted().toList().stream();
        }
    }

    private static Stream<String> words(Path file) {
        try {
            String all = Files.readString(file);
            Stream<String> attributes =
                    READ.matcher(all).results().map(found -> found.group(1) == null ? found.group(2) : found.group(1));
            String text = withoutTags(withoutExpressions(CODE.matcher(all).replaceAll(" ")));
            return Stream.concat(attributes, Stream.of(text))
                    .flatMap(said -> Pattern.compile("\\p{L}{2,}")
                            .matcher(said)
                            .results()
                            .map(MatchResult::group))
                    .filter(word -> !NAMES.contains(word))
                    .map(word -> file.getFileName() + ": " + word);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Without {@code ${…}} and what follows {@code @if}, {@code @for} and {@code @template} in brackets; content blocks stay. */
    private static String withoutExpressions(String text) {
        StringBuilder left = new StringBuilder();
        int at = 0;
        while (at < text.length()) {
            if (text.startsWith("${", at)) {
                at = end(text, at + 1, '{', '}', left);
            } else if (text.charAt(at) == '@' && at + 1 < text.length() && Character.isLetter(text.charAt(at + 1))) {
                int name = at + 1;
                while (name < text.length() && (Character.isLetter(text.charAt(name)) || text.charAt(name) == '.')) {
                    name++;
                }
                boolean isCalled = name < text.length() && text.charAt(name) == '(';
                at = isCalled && !List.of("@else", "@endif", "@endfor").contains(text.substring(at, name))
                        ? end(text, name, '(', ')', left)
                        : name;
            } else {
                left.append(text.charAt(at++));
            }
        }
        return left.toString();
    }

    /** The place behind the closing bracket; what stands in content blocks before it goes to {@code left}. */
    private static int end(String text, int from, char open, char close, StringBuilder left) {
        int depth = 0;
        for (int at = from; at < text.length(); at++) {
            if (text.startsWith("@`", at)) {
                int last = block(text, at + 2);
                left.append(' ')
                        .append(withoutExpressions(text.substring(at + 2, last)))
                        .append(' ');
                at = last;
            } else if (text.charAt(at) == '"') {
                at = text.indexOf('"', at + 1);
            } else if (text.charAt(at) == open) {
                depth++;
            } else if (text.charAt(at) == close && --depth == 0) {
                return at + 1;
            }
        }
        throw new IllegalStateException("no end in " + text.substring(from));
    }

    /** Where the backtick is that ends a content block. */
    private static int block(String text, int from) {
        for (int at = from; at < text.length(); at++) {
            if (text.startsWith("@`", at)) {
                at = block(text, at + 2);
            } else if (text.charAt(at) == '`') {
                return at;
            }
        }
        throw new IllegalStateException("no end in " + text.substring(from));
    }

    private static String withoutTags(String text) {
        return text.replaceAll("<[^<>]*>", " ");
    }
}
