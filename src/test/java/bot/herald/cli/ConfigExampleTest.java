package bot.herald.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** {@code herald config example}; that the example is a configuration, DocumentedSettingsTest says. */
class ConfigExampleTest {
    @Test
    void theExampleIsPrintedAsItStandsInTheRepository() throws Exception {
        StringWriter printed = new StringWriter();
        PrintWriter out = new PrintWriter(printed, true);

        int code = Cli.execute(
                new String[] {"config", "example"},
                new HeraldActions(out),
                new HeraldUpkeep(out, out, Clock.systemUTC(), 80),
                Map.of(),
                Path.of(""),
                out,
                out);

        assertThat(code).isZero();
        assertThat(printed).hasToString(Files.readString(Path.of("config.example.yaml")));
    }
}
