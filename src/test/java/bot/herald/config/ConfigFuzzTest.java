package bot.herald.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import bot.herald.testing.Mutator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Spoiled configuration files and variables, thousands of them. */
@Tag("full")
class ConfigFuzzTest {
    private static final long SEED = 20_260_103;
    private static final int FILES = 2000;
    private static final String SECRET = "SeCrEtOfTheTest";
    private static final Path FILE = Path.of("/nowhere/config.yaml");

    private final Map<String, String> variables = new HashMap<>(
            Map.of("TWITCH_CLIENT_ID", "abc", "TWITCH_CLIENT_SECRET", SECRET, "DATABASE_PASSWORD", SECRET));

    private static List<String> samples() throws IOException {
        return List.of(Files.readString(Path.of("config.example.yaml")), """
                twitch:
                  client-id: abc
                  client-secret: %s
                web: {bind: 0.0.0.0, port: 8081, admins: [alice, "123"], registration: allowlist}
                database:
                  url: jdbc:postgresql://db/herald
                  user: herald
                  password: "%s"
                """.formatted(SECRET, SECRET), """
                twitch: {client-id: abc, client-secret: '${TWITCH_CLIENT_SECRET}'}
                bot: {command-prefix: "?", verified: true}
                database: {password: '${DATABASE_PASSWORD}', user: u}
                """);
    }

    @Test
    void aSpoiledFileIsAClearProblemOrAConfigurationNothingElse() throws IOException {
        Mutator mutator = new Mutator(SEED);
        List<String> samples = samples();
        for (int i = 0; i < FILES; i++) {
            load(mutator.mutate(mutator.any(samples)), variables);
        }
    }

    @Test
    void aSpoiledVariableIsAClearProblemOrAConfigurationNothingElse() throws IOException {
        Mutator mutator = new Mutator(SEED + 1);
        String file = samples().get(1);
        for (int i = 0; i < FILES; i++) {
            Map<String, String> environment = new HashMap<>(variables);
            ConfigKey<?> key = mutator.any(ConfigKeys.ALL);
            String text = key.secret() ? SECRET : String.valueOf(key.defaultText());
            environment.put(key.environmentName(), mutator.mutate(text));
            load(file, environment);
        }
    }

    private static void load(String text, Map<String, String> environment) {
        try {
            BotConfig config = new ConfigLoader().load(FILE, text, environment);
            assertThat(config.toString()).as("seed %d: %s", SEED, text).doesNotContain(SECRET);
        } catch (ConfigException e) {
            assertClear(e, text);
        } catch (RuntimeException | StackOverflowError e) {
            fail("seed " + SEED + ", the file\n" + text + "\nwith " + environment, e);
        }
    }

    private static void assertClear(ConfigException e, String text) {
        assertThat(e.problems()).as("seed %d: %s", SEED, text).isNotEmpty();
        for (ConfigProblem problem : e.problems()) {
            assertThat(problem.message()).as("seed %d: %s", SEED, text).isNotBlank();
            assertThat(problem.toString())
                    .as("seed %d: %s", SEED, text)
                    .doesNotContain(SECRET, "Exception", "org.yaml", "snakeyaml", "in 'reader'");
            assertThat(problem.toString().length())
                    .as("seed %d: %s", SEED, text)
                    .isLessThan(1000);
            assertThat(problem.toString()
                            .chars()
                            .filter(Character::isISOControl)
                            .count())
                    .as("control characters in %s, seed %d: %s", problem, SEED, text)
                    .isZero();
        }
    }
}
