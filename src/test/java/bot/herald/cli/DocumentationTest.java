package bot.herald.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** What the documents tell people to type can be typed, and what they refer to is there. */
class DocumentationTest {
    /** A line of a code block, up to what the shell would take for itself. */
    private static final Pattern TYPED = Pattern.compile("(?m)^(?:java -jar \\S*herald\\.jar|herald) ([^#>&|\\n]+)");
    /** A command in a row of the README's table or within a sentence. */
    private static final Pattern NAMED = Pattern.compile(
            "`((?:tokens|channels|people|db|key|login|check|init|run|demo|simulator|config|completion|man-pages)(?: [^`]*)?)`");

    private static final Pattern WORDS = Pattern.compile("[ |]+");
    private static final Pattern LINK = Pattern.compile("\\[[^\\]]+]\\(([^)#]+)(#[^)]*)?\\)");

    @Test
    void everyCommandThatIsShownCanBeTyped() throws IOException {
        List<String> shown = new ArrayList<>();
        for (Path document : DocumentBlock.documents()) {
            Matcher typed = TYPED.matcher(Files.readString(document));
            while (typed.find()) {
                shown.add(typed.group(1).strip());
            }
        }
        assertThat(shown).hasSizeGreaterThan(10);
        assertThat(shown).allSatisfy(DocumentationTest::assertCanBeTyped);
    }

    @Test
    void everyCommandThatIsNamedExists() throws IOException {
        List<String> named = new ArrayList<>();
        for (Path document : DocumentBlock.documents()) {
            Matcher command = NAMED.matcher(Files.readString(document));
            while (command.find()) {
                named.add(command.group(1));
            }
        }
        assertThat(named).hasSizeGreaterThan(20);
        assertThat(named).allSatisfy(text -> {
            Map<String, CommandLine> known = herald().getSubcommands();
            for (String word : WORDS.splitAsStream(text).toList()) {
                if (known.isEmpty() || !word.matches("[a-z][a-z-]*")) {
                    break;
                }
                assertThat(known).as(text).containsKey(word);
                known = text.contains("|")
                        ? Map.of()
                        : Objects.requireNonNull(known.get(word)).getSubcommands();
            }
        });
    }

    @Test
    void everyFileThatIsLinkedToIsThere() throws IOException {
        int links = 0;
        for (Path document : DocumentBlock.documents()) {
            Matcher link = LINK.matcher(Files.readString(document));
            while (link.find()) {
                if (!link.group(1).contains("://")) {
                    links++;
                    assertThat(document.resolveSibling(link.group(1)).normalize())
                            .as("%s links to it", document)
                            .exists();
                }
            }
        }
        assertThat(links).isGreaterThan(5);
    }

    private static void assertCanBeTyped(String text) {
        List<String> words =
                WORDS.splitAsStream(text.replace("$(date +%F)", "today")).toList();
        assertThatCode(() -> herald().parseArgs(words.toArray(String[]::new)))
                .as(text)
                .doesNotThrowAnyException();
    }

    static CommandLine herald() {
        PrintWriter nowhere = new PrintWriter(new StringWriter(), true);
        return Cli.commandLine(
                new HeraldActions(nowhere),
                new HeraldUpkeep(nowhere, nowhere, Clock.systemUTC(), 80),
                new ConfigChoice(Map.of(), Path.of("")));
    }
}
