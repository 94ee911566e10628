package bot.herald.setup;

import static org.assertj.core.api.Assertions.assertThat;

import bot.herald.config.ConfigProblem;
import bot.herald.config.FirstSettings;
import bot.herald.config.NewConfigFile;
import bot.herald.identity.Secret;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whether port, bind and address agree, and what is said where they do not. */
class FirstCheckTest {
    @TempDir
    Path folder = Path.of("");

    @Test
    void addressOnThisMachineIsOfNoUseWhereHeraldListensElsewhere() {
        assertThat(problems(Map.of("HERALD_WEB_BIND", "192.0.2.1"), "8080", "http://localhost:8080"))
                .singleElement()
                .satisfies(problem -> {
                    assertThat(problem.key()).isEqualTo("web.public-url");
                    assertThat(problem.message())
                            .contains("does not lead to 192.0.2.1", "HERALD_WEB_BIND set to 127.0.0.1")
                            .doesNotContain("Use http://localhost");
                });
    }

    @Test
    void portOfTheEnvironmentIsNotOnesToType() {
        assertThat(problems(Map.of("HERALD_WEB_PORT", "9000"), "9000", "http://localhost:8080"))
                .singleElement()
                .satisfies(problem -> assertThat(problem.message()).contains("HERALD_WEB_PORT set to another port"));
    }

    @Test
    void portThatAnAddressOfTheEnvironmentDoesNotLeadToIsNamed() {
        Map<String, String> environment = Map.of("HERALD_WEB_PUBLIC_URL", "http://localhost:8080");
        assertThat(problems(environment, "8080", "http://localhost:8080")).isEmpty();
        assertThat(problems(environment, "9000", "http://localhost:8080"))
                .singleElement()
                .satisfies(problem -> {
                    assertThat(problem.key()).isEqualTo("web.port");
                    assertThat(problem.message()).contains("leads to port 8080, but Herald listens on port 9000");
                });
    }

    @Test
    void whoGivesTheAddressByTheEnvironmentKnowsWhatStandsBetween() {
        assertThat(problems(Map.of("HERALD_WEB_PUBLIC_URL", "http://localhost:3000"), "8080", ""))
                .isEmpty();
    }

    private List<ConfigProblem> problems(Map<String, String> environment, String port, String publicUrl) {
        NewConfigFile file = new NewConfigFile(folder.resolve("config.yaml"), environment);
        return new FirstCheck(file, Clock.systemUTC())
                .here(new FirstSettings(port, publicUrl, "abc", new Secret("hush"), ""));
    }
}
