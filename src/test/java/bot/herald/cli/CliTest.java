package bot.herald.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import bot.herald.cli.Actions.DemoOptions;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** What may be typed, what is answered, and the exit code. */
class CliTest {
    private final RecordingActions actions = new RecordingActions();
    private final RecordingUpkeep upkeep = new RecordingUpkeep();
    private final Map<String, String> environment = new HashMap<>();
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    private Path folder;

    @Test
    void theNamedFileIsReadFromTheWorkingFolder() throws IOException {
        config("config.yaml", "usual");
        config("other.yaml", "named");

        assertThat(execute("run", "-c", "other.yaml")).isZero();
        assertThat(execute("db", "migrate", "--config=" + folder.resolve("other.yaml")))
                .isZero();
        assertThat(actions.calls).containsExactly("run named", "migrate named");
    }

    @Test
    void outputThatIsCutShortIsAFailure() throws IOException {
        config("config.yaml", "usual");
        OutputStream full = new OutputStream() {
            @Override
            public void write(int unused) throws IOException {
                throw new IOException("No space left on device");
            }
        };

        assertThat(execute(new PrintWriter(full, true, UTF_8), "config", "example"))
                .isEqualTo(1);
        assertThat(err)
                .hasToString("herald: the output is not complete: the disk that it goes to is full, or the program that"
                        + " reads it has ended" + System.lineSeparator());
        // Whoever reads what the bot prints may leave; the bot stays.
        PrintWriter left = new PrintWriter(full, true, UTF_8);
        left.println("It runs.");
        assertThat(execute(left, "run")).isZero();
    }

    @Test
    void aTokenThatDoesNotComeIsNotTakenForOneThatIsNotGiven() throws IOException {
        config("config.yaml", "usual");

        assertThat(execute("channels", "import", "--access-token", "")).isEqualTo(2);
        assertThat(err.toString()).startsWith("The token is empty; with - it is read from a line of standard input.");
    }

    @Test
    void withoutANameTheUsualFileIsRead() throws IOException {
        config("config.yaml", "usual");

        assertThat(execute("run")).isZero();
        assertThat(execute("db", "migrate")).isZero();
        assertThat(actions.calls).containsExactly("run usual", "migrate usual");
    }

    @Test
    void theUsualFileCountsEvenWhereTheEnvironmentWouldDo() throws IOException {
        Files.writeString(folder.resolve("config.yaml"), "web: {port: 9090}");
        both("from-environment");

        assertThat(execute("run")).isZero();
        assertThat(actions.lastConfig().web().port()).isEqualTo(9090);
    }

    @Test
    void withoutAFileTheEnvironmentIsEnough() {
        both("from-environment");

        assertThat(execute("run")).isZero();
        assertThat(actions.calls).containsExactly("run from-environment");
        assertThat(actions.lastConfig().security().keyFile()).isEqualTo(folder.resolve("data/herald.key"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"run", "db migrate"})
    void ofAHalfSetEnvironmentTheOtherHalfIsNamed(String command) {
        environment.put("HERALD_TWITCH_CLIENT_ID", "abc");

        assertThat(execute(command.split(" ", -1))).isEqualTo(2);
        assertThat(err.toString().lines())
                .containsExactly(
                        "environment: twitch.client-secret: is required; set HERALD_TWITCH_CLIENT_SECRET to the"
                                + " client secret of your application at dev.twitch.tv/console");

        environment.put("HERALD_TWITCH_CLIENT_SECRET", " ");
        assertThat(execute(command.split(" ", -1))).isEqualTo(2);
        assertThat(err.toString()).contains("HERALD_TWITCH_CLIENT_SECRET: twitch.client-secret: must not be empty");
        assertThat(actions.calls).isEmpty();
    }

    @Test
    void withNothingToLoadTheWayToAConfigurationIsShown() {
        assertThat(execute("db", "migrate")).isEqualTo(2);
        assertThat(err.toString().lines())
                .containsExactly(
                        "herald: no configuration found. One of these will do:",
                        "  - run herald init, or herald run without any HERALD_TWITCH_ variable",
                        "  - herald config example > config.yaml, and fill in",
                        "    twitch.client-id and twitch.client-secret of your application",
                        "    at dev.twitch.tv/console",
                        "  - name another file with --config FILE",
                        "  - set HERALD_TWITCH_CLIENT_ID and HERALD_TWITCH_CLIENT_SECRET",
                        "To look around without a Twitch account: herald demo");
        assertThat(actions.calls).isEmpty();
    }

    @Test
    void aNamedFileThatIsMissingIsAnErrorWhateverElseIsThere() throws IOException {
        config("config.yaml", "usual");
        both("from-environment");

        assertThat(execute("run", "--config", "none.yaml")).isEqualTo(2);
        assertThat(err.toString().lines())
                .containsExactly(folder.resolve("none.yaml")
                        + ": does not exist; name another file, or begin with what `herald config example` prints");
        assertThat(actions.calls).isEmpty();
    }

    @Test
    void everyProblemOfTheConfigurationHasALine() throws IOException {
        Path file = Files.writeString(
                folder.resolve("config.yaml"),
                "twitch: {client-id: abc, client-secret: 'hunter2 x'}\nweb: {port: x}\n");

        assertThat(execute("run")).isEqualTo(2);
        assertThat(err.toString().lines())
                .containsExactly(
                        file + ":1: twitch.client-secret: must not be empty nor hold white space",
                        file + ":2: web.port: must be a number from 0 to 65535, not 'x'");
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void aStartWithNothingAtAllIsAFirstStart() throws IOException {
        assertThat(execute("run")).isZero();
        assertThat(actions.calls).containsExactly("firstStart config.yaml");

        config("config.yaml", "usual");
        assertThat(execute("run")).isZero();
        assertThat(actions.calls).containsExactly("firstStart config.yaml", "run usual");
    }

    @Test
    void theClientSecretIsTakenFromTheEnvironmentAndIsNoOption() {
        assertThat(execute("init")).isZero();
        environment.put("HERALD_TWITCH_CLIENT_SECRET", "hunter2");
        assertThat(execute(
                        "init",
                        "-c",
                        "other.yaml",
                        "--client-id",
                        "abc",
                        "--public-url=https://bot.example.org",
                        "--admin=alice"))
                .isZero();
        assertThat(actions.calls)
                .containsExactly(
                        "init config.yaml - - - -", "init other.yaml https://bot.example.org abc hunter2 alice");
        assertThat(execute("init", "--client-secret", "hunter2")).isEqualTo(2);
    }

    @Test
    void loginNamesWhomToConnect() throws IOException {
        config("config.yaml", "usual");

        assertThat(execute("login", "bot")).isZero();
        assertThat(execute("login", "channel")).isZero();
        assertThat(execute("login", "channel", "alice")).isZero();
        assertThat(upkeep.calls).containsExactly("login bot", "login channel", "login channel alice");
    }

    @Test
    void theDemoHasDefaults() {
        assertThat(execute("demo")).isZero();
        assertThat(actions.calls)
                .containsExactly("demo " + new DemoOptions(3, OptionalInt.empty(), Optional.empty(), true));
    }

    @Test
    void theDemoTakesItsOptions() {
        assertThat(execute("demo", "--channels", "50", "--port=0", "--for", "20s", "--without-discord"))
                .isZero();
        assertThat(actions.calls)
                .containsExactly(
                        "demo " + new DemoOptions(50, OptionalInt.of(0), Optional.of(Duration.ofSeconds(20)), false));
    }

    @Test
    void theSimulatorListensOn8090UnlessTold() {
        assertThat(execute("simulator")).isZero();
        assertThat(execute("simulator", "--port", "65535")).isZero();
        assertThat(execute("simulator", "--discord-port", "0")).isZero();
        assertThat(actions.calls).containsExactly("simulator 8090", "simulator 65535", "simulator 8090 0");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "demo --channels 0    | Invalid value for option '--channels': '0' is not a number from 1 to 50",
                "demo --channels 51   | Invalid value for option '--channels': '51' is not a number from 1 to 50",
                "demo --port 65536    | Invalid value for option '--port': '65536' is not a number from 0 to 65535",
                "simulator --port -1  | Invalid value for option '--port': '-1' is not a number from 0 to 65535",
                "demo --for 5x        | Invalid value for option '--for': '5x' is not a duration;"
                        + " write a whole number and a unit, such as 500ms, 20s, 5m, 1h or 1d",
                "demo --for           | Missing required parameter for option '--for' (DURATION)",
                "run --config         | Missing required parameter for option '--config' (FILE)",
                "run --config=        | Invalid value for option '--config': it is empty; name a file",
                "run extra            | Unmatched argument at index 1: 'extra'",
                "run @extra           | Unmatched argument at index 1: '@extra'",
                "rnu                  | There is no command 'herald rnu'.",
                "db chekc             | There is no command 'herald db chekc'.",
                "help tokens lst      | There is no command 'herald tokens lst'.",
                "db                   | Missing required subcommand"
            })
    void wrongUsageIsToldAndDoesNothing(String line, String message) {
        assertThat(execute(line.split(" ", -1))).isEqualTo(2);
        assertThat(err.toString().lines()).contains(message);
        assertThat(out.toString()).isEmpty();
        assertThat(actions.calls).isEmpty();
    }

    @Test
    void aMisspeltCommandIsGuessedOnlyWhereItIsNear() {
        execute("rn");
        assertThat(err.toString().lines()).contains("Did you mean: herald run?");
        execute("db", "chekc");
        assertThat(err.toString()).contains("Did you mean: herald db check?");
        int before = err.toString().length();

        execute("db", "restore");
        assertThat(err.toString().substring(before))
                .doesNotContain("Did you mean")
                .contains("Usage: herald db");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "run", "tokens list"})
    void helpShowsWhatTheOptionShows(String command) {
        List<String> words =
                Stream.of(command.split(" ")).filter(word -> !word.isEmpty()).toList();
        assertThat(execute(with(words, "--help"))).isZero();
        String byOption = out.toString();

        assertThat(execute(Stream.concat(Stream.of("help"), words.stream()).toArray(String[]::new)))
                .isZero();
        assertThat(out.toString()).isEqualTo(byOption + byOption);
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void aCommandMustBeNamed() {
        assertThat(execute()).isEqualTo(2);
        assertThat(err.toString()).startsWith("Missing required subcommand").contains("Usage: herald");
    }

    @ParameterizedTest
    @MethodSource("commands")
    void helpFitsATerminalOf80Columns(List<String> command) {
        for (String help : List.of("--help", "-h")) {
            assertThat(execute(with(command, help))).isZero();
        }
        assertThat(out.toString())
                .contains("Usage: " + String.join(" ", with(List.of("herald"), command.toArray(String[]::new))))
                .contains("--help", "--version");
        assertThat(out.toString().lines()).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(80));
        assertThat(err.toString()).isEmpty();
        assertThat(actions.calls).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("commands")
    void everyCommandKnowsTheVersion(List<String> command) {
        assertThat(execute(with(command, "--version"))).isZero();
        assertThat(out.toString()).matches("herald [0-9]+\\.[0-9]+\\.[0-9]+(-SNAPSHOT)?\\R");
    }

    @Test
    void helpNamesEveryCommand() {
        execute("--help");

        assertThat(out.toString()).contains("run", "demo", "simulator", "db", "0 done, 1 failed, 2 wrong usage");
    }

    static Stream<List<String>> commands() {
        ConfigChoice choice = new ConfigChoice(Map.of(), Path.of(""));
        return from(List.of(), Cli.commandLine(new RecordingActions(), new RecordingUpkeep(), choice));
    }

    private static Stream<List<String>> from(List<String> words, CommandLine command) {
        return Stream.concat(
                Stream.of(words),
                command.getSubcommands().entrySet().stream()
                        .flatMap(sub -> from(List.of(with(words, sub.getKey())), sub.getValue())));
    }

    private static String[] with(List<String> command, String... more) {
        return Stream.concat(command.stream(), Stream.of(more)).toArray(String[]::new);
    }

    @ParameterizedTest
    @CsvSource({
        "tokens list, listTokens false",
        "tokens list --json, listTokens true",
        "tokens refresh, refreshTokens [] false",
        "tokens refresh alice 1002 --json, 'refreshTokens [alice, 1002] true'",
        "tokens validate bob, validateTokens [bob] false",
        "channels list --json, listChannels true",
        "channels remove alice, removeChannel alice false false",
        "channels remove --purge 1001, removeChannel 1001 true false",
        "channels remove alice --yes, removeChannel alice false true",
        "channels import --access-token aaa --refresh-token rrr, importChannel aaa rrr",
        "channels import --access-token=oauth:aaa, importChannel aaa none",
        "channels sign alice, signFetches alice false false",
        "channels sign --stop 1001 --yes, signFetches 1001 true true",
        "key rotate, rotateKey false",
        "key rotate -y, rotateKey true",
        "db backup copy.db, backup copy.db",
        "db import old.db, importOlderBot old.db USABLE_ROWS",
        "db import old.db --dry-run, importOlderBot old.db DRY_RUN",
        "db import --strict old.db, importOlderBot old.db ALL_OR_NOTHING",
    })
    void commandThatLooksAfterTheInstallationIsUnderstood(String line, String call) {
        both("abc");

        assertThat(execute(line.split(" ", -1))).isZero();
        assertThat(upkeep.calls).containsExactly(call);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "channels import",
                "channels remove",
                "channels sign",
                "channels",
                "tokens",
                "key",
                "key rotate now",
                "db import",
                "db backup"
            })
    void commandThatLacksSomethingEndsWithTwoAndSaysWhat(String line) {
        both("abc");

        assertThat(execute(line.split(" ", -1))).isEqualTo(2);
        assertThat(err.toString()).isNotBlank();
        assertThat(upkeep.calls).isEmpty();
    }

    private void config(String name, String clientId) throws IOException {
        Files.writeString(folder.resolve(name), "twitch: {client-id: " + clientId + ", client-secret: hush}\n");
    }

    private void both(String clientId) {
        environment.put("HERALD_TWITCH_CLIENT_ID", clientId);
        environment.put("HERALD_TWITCH_CLIENT_SECRET", "hush");
    }

    private int execute(String... args) {
        return execute(new PrintWriter(out), args);
    }

    private int execute(PrintWriter to, String... args) {
        return Cli.execute(args, actions, upkeep, environment, folder, to, new PrintWriter(err));
    }
}
