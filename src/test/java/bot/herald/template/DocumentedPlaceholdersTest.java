package bot.herald.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The table in the documentation is the one in the code. */
class DocumentedPlaceholdersTest {
    @Test
    void documentationHasARowForEachPlaceholder() throws IOException {
        List<String> lines = Files.readAllLines(Path.of("docs/commands.md"));
        int header = lines.indexOf("| write | in | stands for |");
        List<String> rows = lines.subList(header + 2, lines.size()).stream()
                .takeWhile(line -> line.startsWith("|"))
                .toList();

        assertThat(rows)
                .containsExactlyElementsOf(Arrays.stream(Placeholder.values())
                        .map(DocumentedPlaceholdersTest::row)
                        .toList());
    }

    private static String row(Placeholder placeholder) {
        String forms = placeholder.forms().stream()
                .map(form -> "`" + form.replace("|", "\\|") + "`")
                .collect(Collectors.joining(", "));
        return "| " + forms + " | " + places(placeholder) + " | " + placeholder.meaning() + " |";
    }

    private static String places(Placeholder placeholder) {
        List<String> places = new ArrayList<>();
        if (Placeholder.ANYWHERE.contains(placeholder)) {
            return "everywhere";
        }
        if (Placeholder.COMMAND.contains(placeholder)) {
            places.add("commands");
        }
        if (Placeholder.TIMER.contains(placeholder)) {
            places.add("timers");
        }
        if (Placeholder.RAID.contains(placeholder)) {
            places.add("raid greetings");
        }
        if (Placeholder.SHOUTOUT.contains(placeholder)) {
            places.add("shoutouts");
        }
        return places.isEmpty() ? "thank-you messages" : String.join(", ", places);
    }
}
