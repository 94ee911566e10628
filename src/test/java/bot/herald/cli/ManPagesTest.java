package bot.herald.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Manual pages and the completion of shells, made from the commands themselves. */
class ManPagesTest {
    @TempDir
    Path folder = Path.of("");

    private final StringWriter out = new StringWriter();

    @Test
    void everyVisibleCommandHasAPageWithItsOptions() throws IOException {
        assertThat(herald("man-pages", "man")).isZero();

        List<String> pages;
        try (Stream<Path> files = Files.list(folder.resolve("man"))) {
            pages = files.map(file -> file.getFileName().toString()).toList();
        }
        assertThat(pages)
                .contains("herald.1", "herald-run.1", "herald-check.1", "herald-db-backup.1", "herald-people-remove.1")
                .doesNotContain("herald-man-pages.1");
        assertThat(page("herald-check.1"))
                .contains(".TH \"HERALD-CHECK\" \"1\"", ".SH SYNOPSIS", "\\-\\-bundle", "\\-\\-offline")
                .doesNotContain("@|", "\u001b", "${");
        for (String page : pages) {
            assertThat(page(page))
                    .as(page)
                    .contains(".SH NAME\n", ".SH OPTIONS\n", "\\-\\-help")
                    .doesNotContain("${");
            assertThat(page(page).lines())
                    .as(page)
                    .allSatisfy(line -> assertThat(line).doesNotStartWith("'").doesNotMatch("^\\.[^A-Znab].*"));
        }
        page("herald.1")
                .lines()
                .filter(line -> line.startsWith("\\fBherald\\-"))
                .map(line -> line.replaceAll("\\\\f[BR]|\\(1\\)", "").replace("\\-", "-") + ".1")
                .forEach(named -> assertThat(pages).contains(named));
    }

    @Test
    void theCompletionKnowsCommandsAndOptions() throws Exception {
        assertThat(herald("completion")).isZero();

        assertThat(out.toString()).startsWith("#!/usr/bin/env bash").contains("people", "--bundle", "--offline");
        Path script = Files.writeString(folder.resolve("completion.sh"), out.toString());
        Process bash = new ProcessBuilder(
                        "bash",
                        "-c",
                        "source " + script + "; COMP_WORDS=(herald chec); COMP_CWORD=1; _complete_herald;"
                                + " echo \"${COMPREPLY[@]}\"")
                .redirectErrorStream(true)
                .start();
        assertThat(new String(bash.getInputStream().readAllBytes(), UTF_8)).isEqualTo("check\n");
    }

    private String page(String name) throws IOException {
        return Files.readString(folder.resolve("man").resolve(name));
    }

    private int herald(String... arguments) {
        PrintWriter printed = new PrintWriter(out, true);
        return Cli.execute(
                arguments,
                new HeraldActions(printed),
                new HeraldUpkeep(printed, printed, Clock.systemUTC(), 80),
                Map.of(),
                folder,
                printed,
                printed);
    }
}
