package bot.herald.cli;

import static org.assertj.core.api.Assertions.assertThat;

import bot.herald.simulator.TokenPair;
import bot.herald.simulator.TwitchSimulator;
import bot.herald.testing.FreePort;
import bot.herald.testing.SimulatedTwitch;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/**
 * What the documents tell people to type is typed: blocks of shell line by line into bash, commands that the text names
 * beside a running bot. What cannot be done here stands in {@link DoneElsewhere}; a new command in neither is a failure.
 */
@Tag("full")
class DocumentedCommandsTest {
    /** Commands that are named in sentences and tables, with examples for what the documents write in capitals. */
    private static final List<String> NAMED_ARE_DONE = List.of(
            "check --offline",
            "check --json",
            "check --bundle report.txt",
            "tokens list",
            "tokens validate alice",
            "tokens refresh alice",
            "channels list",
            "people list",
            "db migrate",
            "db check",
            "db backup copy.db",
            "db import OLD.db --dry-run",
            "db import OLD.db --strict",
            "db import OLD.db",
            "completion",
            "channels import --access-token ACCESS --refresh-token REFRESH",
            "channels sign alice",
            "key rotate --yes",
            "people remove --yes carol",
            "channels remove bob --purge --yes");

    /** Blocks of these are examples to read or belong to a test of their own. */
    private static final Map<String, String> OTHER_BLOCKS = Map.of(
            "java", "PluginDocumentationTest",
            "yaml", "DocumentedSettingsTest",
            "sql", "DocumentedSettingsTest",
            "json", "DocumentedSettingsTest",
            "nginx", "packaging/lint",
            "caddy", "packaging/lint",
            "mermaid", "a picture");

    private static final Pattern NAMED = Pattern.compile("`(?:herald |java -jar \\S*herald\\.jar )?"
            + "((?:tokens|channels|people|db|key|login|check|init|run|demo|simulator|config|completion|man-pages)"
            + "(?: [^`]*)?)`");
    private static final Pattern TYPED_IN_TEXT = Pattern.compile(
            "`((?:mvn|java|herald|docker|systemctl|journalctl|ssh|git|curl|psql|pg_dump|sudo|apt-get) [^`]*)`");
    private static final Pattern HERALD = Pattern.compile("^(?:java -jar \\S*herald\\.jar|herald) ");

    @TempDir
    Path folder = Path.of("");

    @Test
    void everyKindOfBlockHasAPlaceWhereItIsTried() throws IOException {
        Set<String> kinds = new TreeSet<>();
        DocumentBlock.all().forEach(block -> kinds.add(block.language()));
        kinds.removeAll(OTHER_BLOCKS.keySet());
        assertThat(kinds).containsExactly("sh");
    }

    @Test
    void whatIsDoneElsewhereIsDoneThere() throws IOException {
        for (DoneElsewhere one : DoneElsewhere.ALL) {
            assertThat(one.why()).isNotBlank();
            if (!one.where().isEmpty()) {
                assertThat(Files.readString(Path.of(one.where())))
                        .as(one.begins())
                        .contains(one.trace());
            }
        }
    }

    @Test
    void everythingInTheTableOfWhatIsDoneElsewhereIsInADocument() throws IOException {
        StringBuilder all = new StringBuilder();
        for (Path document : DocumentBlock.documents()) {
            all.append(Files.readString(document));
        }
        assertThat(DoneElsewhere.ALL)
                .allSatisfy(one -> assertThat(all.toString()).contains(one.begins()));
    }

    @TestFactory
    Stream<DynamicTest> everyBlockOfShellCanBeTyped() throws IOException {
        List<DocumentBlock> blocks = DocumentBlock.in("sh");
        assertThat(blocks).hasSizeGreaterThan(8);
        return blocks.stream()
                .filter(block -> !linesToType(block).isEmpty())
                .map(block -> DynamicTest.dynamicTest(block.toString(), () -> type(block)));
    }

    /** What is left for this test. */
    private static List<String> linesToType(DocumentBlock block) {
        return block.text()
                .lines()
                .filter(line -> !line.isBlank() && DoneElsewhere.of(line).isEmpty())
                .toList();
    }

    private void type(DocumentBlock block) throws Exception {
        List<String> lines = linesToType(block);
        String text = String.join("\n", lines) + "\n";
        Path home = Files.createTempDirectory(folder, "home");
        if (text.contains("herald init")) {
            fromNothing(home, text);
        } else if (text.contains("herald simulator")) {
            simulator(home, text);
        } else if (text.strip().equals("herald run")) {
            besideTheSimulator(home, text);
        } else if (text.contains("javac ")) {
            plugin(home, text);
        } else {
            besideABot(home, text);
        }
    }

    private static void besideTheSimulator(Path home, String text) throws Exception {
        int port = FreePort.next();
        try (TwitchSimulator twitch = SimulatedTwitch.start(port);
                TypedBlock block =
                        new TypedBlock(home, settings(port, twitch), untilItSays("/auth/bot?setup=", text))) {
            assertThat(block.succeed()).contains("No bot account is connected. Open http://localhost:");
        }
    }

    /** As with Ctrl-C, but once it has printed that. */
    private static String untilItSays(String awaited, String command) {
        return command.strip() + " > out & until grep -qF '" + awaited
                + "' out; do kill -0 $!; sleep 0.1; done; cat out\n";
    }

    private static void fromNothing(Path home, String text) throws Exception {
        int port = FreePort.next();
        try (TwitchSimulator twitch = SimulatedTwitch.start(port)) {
            TypedBlock.putJar(home.resolve("herald.jar"));
            try (TypedBlock typed = new TypedBlock(home, settings(port, twitch), text, "heraldbot", "alice")) {
                assertThat(typed.succeed())
                        .contains("config.yaml, readable by you alone", "is connected as the bot", "alice (")
                        .doesNotContain(twitch.clientSecret());
            }
        }
    }

    private static Map<String, String> settings(int port, TwitchSimulator twitch) {
        Map<String, String> said = new HashMap<>(SimulatedTwitch.endpoints(twitch));
        said.put("HERALD_WEB_PORT", String.valueOf(port));
        said.put("HERALD_TWITCH_CLIENT_ID", twitch.clientId());
        said.put("HERALD_TWITCH_CLIENT_SECRET", twitch.clientSecret());
        return said;
    }

    private static void simulator(Path home, String text) throws Exception {
        String elsewhere = text.replace("8090", String.valueOf(FreePort.next()));
        try (TypedBlock block = new TypedBlock(home, Map.of(), untilItSays("Ctrl-C", elsewhere))) {
            assertThat(block.succeed())
                    .contains("client-secret: ", "eventsub-websocket: ws://127.0.0.1:", "gateway: ws://127.0.0.1:");
        }
    }

    private static void plugin(Path home, String text) throws Exception {
        TypedBlock.putJar(home.resolve("herald.jar"));
        Matcher example = Pattern.compile("<!-- example: (\\S+) -->\\s*```java\\n(.*?)```", Pattern.DOTALL)
                .matcher(Files.readString(Path.of("docs/plugins.md")));
        while (example.find()) {
            Path source = home.resolve(example.group(1));
            Files.createDirectories(source.getParent());
            Files.writeString(source, example.group(2));
        }
        try (TypedBlock typed = new TypedBlock(home, Map.of(), text)) {
            typed.succeed();
        }
        assertThat(home.resolve("plugins/first-words.jar")).isRegularFile();
    }

    private static void besideABot(Path home, String text) throws Exception {
        try (Stage stage = new Stage(Files.createDirectory(home.resolve("data")))) {
            stage.connectBot();
            stage.connectChannel("alice");
            LoggedIn alice = LoggedIn.at(stage, "alice");
            LoggedIn.at(stage, "carol");
            String token = new ObjectMapper()
                    .readTree(alice.change("POST", "/api/session").body())
                    .path("token")
                    .asText();
            TypedBlock.putJar(home.resolve("herald.jar"));
            Files.writeString(home.resolve("config.yaml"), yaml(stage));
            String here = text.replace("https://bot.example", stage.address.toString())
                    .replace("http://127.0.0.1:8090", stage.twitch.baseUrl().toString())
                    .replace(" /backup/", " backup/")
                    .replace(" /elsewhere/", " elsewhere/")
                    .replace(" /usr/local/", " usr/local/")
                    .replace(" /etc/", " etc/")
                    .replace(" LOGIN", " carol");
            for (String there : List.of("backup", "elsewhere", "etc/bash_completion.d")) {
                Files.createDirectories(home.resolve(there));
            }
            // --fail makes a refusal an exit code.
            String curl = here.replace("curl ", "curl --silent --show-error --fail --noproxy '*' ");
            try (TypedBlock typed = new TypedBlock(home, Map.of("TOKEN", token), curl)) {
                String output = typed.succeed();
                if (text.contains("/api/me")) {
                    assertThat(output).contains("\"login\":\"alice\"");
                }
                assertThat(output).doesNotContain("herald: ");
            }
        }
    }

    @Test
    void everyCommandThatIsNamedWorksBesideABot() throws Exception {
        Path home = Files.createDirectory(folder.resolve("home"));
        try (Stage stage = new Stage(Files.createDirectory(home.resolve("data")))) {
            stage.connectBot();
            stage.connectChannel("alice");
            stage.connectChannel("bob");
            LoggedIn.at(stage, "carol");
            Files.writeString(home.resolve("config.yaml"), yaml(stage));
            olderBot(home.resolve("OLD.db"));
            TokenPair dora =
                    stage.twitch.grant(stage.twitch.user("dora").id(), Set.of("channel:bot", "moderation:read"));
            for (String line : NAMED_ARE_DONE) {
                StringWriter printed = new StringWriter();
                PrintWriter out = new PrintWriter(printed, true);
                String typed = line.replace("ACCESS", dora.accessToken()).replace("REFRESH", dora.refreshToken());
                int code = Cli.execute(
                        typed.split(" ", -1),
                        new HeraldActions(out),
                        new HeraldUpkeep(out, out, Clock.systemUTC(), 80),
                        Map.of(),
                        home,
                        out,
                        out);
                assertThat(code).as(line + "\n" + printed).isZero();
                assertThat(printed.toString()).as(line).isNotBlank();
            }
        }
    }

    @Test
    void everyCommandThatIsNamedIsOneOfThoseThatAreDone() throws IOException {
        List<String> done = new ArrayList<>(NAMED_ARE_DONE);
        for (DocumentBlock block : DocumentBlock.in("sh")) {
            block.text()
                    .lines()
                    .filter(line -> HERALD.matcher(line).find())
                    .forEach(line ->
                            done.add(HERALD.matcher(line).replaceFirst("").replaceFirst("[#>&].*", "")));
        }
        // The first thing that .ci/run does with the jar.
        done.add("demo --for 1s");
        // packaging/dist/try compares it with the file.
        done.add("config example");
        Set<String> named = new LinkedHashSet<>();
        for (Path document : DocumentBlock.documents()) {
            Matcher matcher = NAMED.matcher(DocumentBlock.prose(document));
            while (matcher.find()) {
                named.add(matcher.group(1));
            }
        }
        assertThat(named).hasSizeGreaterThan(25);
        assertThat(named)
                .allSatisfy(mention -> assertThat(done)
                        .as("%s is in the documents: add it to NAMED_ARE_DONE", mention)
                        .anyMatch(line -> covers(line, mention)));
    }

    /** Whether the line is the same command with at least the same options; of a group any will do. */
    private static boolean covers(String line, String mention) {
        List<String> wanted = command(mention);
        if (wanted.size() == 1 && options(mention).isEmpty()) {
            return command(line).get(0).equals(wanted.get(0));
        }
        return command(line).equals(wanted) && options(line).containsAll(options(mention));
    }

    private static List<String> command(String line) {
        List<String> path = new ArrayList<>();
        Map<String, CommandLine> known = DocumentationTest.herald().getSubcommands();
        for (String word : line.strip().split("[ |]+", -1)) {
            Optional<CommandLine> next = Optional.ofNullable(known.get(word));
            if (next.isEmpty()) {
                break;
            }
            path.add(word);
            known = next.get().getSubcommands();
        }
        return path;
    }

    private static Set<String> options(String line) {
        Set<String> options = new TreeSet<>();
        Arrays.stream(line.split("[ =\\[\\]]+", -1))
                .filter(word -> word.startsWith("--"))
                .forEach(options::add);
        return options;
    }

    @Test
    void everyOtherCommandInTheTextIsDoneElsewhere() throws IOException {
        int found = 0;
        for (Path document : DocumentBlock.documents()) {
            Matcher typed = TYPED_IN_TEXT.matcher(DocumentBlock.prose(document));
            while (typed.find()) {
                found++;
                String line = typed.group(1).replaceAll("\\s+", " ");
                // Herald's own are looked for by everyCommandThatIsNamedIsOneOfThoseThatAreDone.
                assertThat(DoneElsewhere.of(line).isPresent()
                                || HERALD.matcher(line).find())
                        .as("%s: %s", document, line)
                        .isTrue();
            }
        }
        assertThat(found).isGreaterThan(5);
    }

    private static void olderBot(Path file) throws Exception {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement sql = connection.createStatement()) {
            sql.execute("CREATE TABLE integrations(tenant_id TEXT, source TEXT, token TEXT)");
            sql.execute("INSERT INTO integrations VALUES('4711', 'twitch', 'abcdefabcdefabcdefabcdefabcdef')");
        }
    }

    /** The configuration of the bot on the stage, for processes beside it. */
    private static String yaml(Stage stage) {
        return SimulatedTwitch.yaml(stage.twitch, stage.twitch.clientSecret())
                + """
                web:
                  port: %d
                  public-url: %s
                database:
                  url: %s
                """.formatted(
                                stage.address.getPort(),
                                stage.address,
                                stage.config().database().url());
    }
}
