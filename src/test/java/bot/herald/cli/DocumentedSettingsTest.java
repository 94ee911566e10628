package bot.herald.cli;

import static org.assertj.core.api.Assertions.assertThat;

import bot.herald.config.BotConfig;
import bot.herald.config.ConfigLoader;
import bot.herald.testing.PostgresServer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Settings, statements and JSON that the documents show are taken by what they are meant for. */
class DocumentedSettingsTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Map<String, String> REQUIRED = Map.of(
            "HERALD_TWITCH_CLIENT_ID", "abc",
            "HERALD_TWITCH_CLIENT_SECRET", "hush",
            "DATABASE_PASSWORD", "hunter2",
            "DISCORD_CLIENT_SECRET", "hunter2",
            "DISCORD_BOT_TOKEN", "hunter2");

    @TempDir
    Path folder = Path.of("");

    @Test
    void everySettingThatIsShownIsOne() throws IOException {
        int ours = 0;
        for (DocumentBlock block : DocumentBlock.in("yaml")) {
            JsonNode shown = new ObjectMapper(new YAMLFactory()).readTree(block.text());
            if (shown.has("scrape_configs")) {
                assertIsForPrometheus(shown);
            } else {
                Path file = Files.writeString(folder.resolve("config.yaml"), block.text());
                BotConfig config = new ConfigLoader().load(file, REQUIRED);
                assertThat(config.toString()).as(block.toString()).doesNotContain("hunter2");
                ours++;
            }
        }
        assertThat(ours).isPositive();
    }

    private static void assertIsForPrometheus(JsonNode shown) {
        assertThat(shown.properties()).extracting(Map.Entry::getKey).containsExactly("scrape_configs", "rule_files");
        shown.path("rule_files")
                .forEach(file -> assertThat(Path.of("packaging/prometheus", file.asText()))
                        .exists());
        int port =
                new ConfigLoader().fromEnvironment(REQUIRED, Path.of("/")).web().port();
        assertThat(shown.findValues("targets").toString()).isEqualTo("[[\"127.0.0.1:" + port + "\"]]");
    }

    @Test
    void theStatementsMakeADatabaseThatHeraldCanUse() throws IOException {
        String any = PostgresServer.emptyDatabase();
        List<String> statements = new ArrayList<>();
        for (DocumentBlock block : DocumentBlock.in("sql")) {
            for (String statement : block.text().strip().split(";", -1)) {
                if (!statement.isBlank()) {
                    statements.add(statement.strip());
                }
            }
        }
        assertThat(statements).hasSize(2);
        statements.forEach(PostgresServer::administer);
        try {
            StringWriter printed = new StringWriter();
            PrintWriter out = new PrintWriter(printed, true);
            String url = any.replaceFirst("/empty_.*", "/herald");
            Map<String, String> environment = Map.of(
                    "HERALD_TWITCH_CLIENT_ID", "abc",
                    "HERALD_TWITCH_CLIENT_SECRET", "hush",
                    "HERALD_DATABASE_URL", url,
                    "HERALD_DATABASE_USER", "herald",
                    "HERALD_DATABASE_PASSWORD", "...");
            int code = Cli.execute(
                    new String[] {"db", "migrate"},
                    new HeraldActions(out),
                    new HeraldUpkeep(out, out, Clock.systemUTC(), 80),
                    environment,
                    folder,
                    out,
                    out);
            assertThat(code).as(printed.toString()).isZero();
        } finally {
            PostgresServer.administer("DROP DATABASE herald WITH (FORCE)");
            PostgresServer.administer("DROP ROLE herald");
        }
    }

    @Test
    void theApiTakesAndGivesWhatIsShown() throws IOException {
        try (Stage stage = new Stage(folder)) {
            stage.connectBot();
            String channel = "/api/channels/" + stage.connectChannel("alice").id();
            LoggedIn alice = LoggedIn.at(stage, "alice");
            int looked = 0;
            for (DocumentBlock block : DocumentBlock.in("json")) {
                try (MappingIterator<JsonNode> values =
                        JSON.readerFor(JsonNode.class).readValues(block.text())) {
                    while (values.hasNext()) {
                        look(alice, channel, values.next());
                        looked++;
                    }
                }
            }
            assertThat(looked).isGreaterThan(5);
        }
    }

    private static void look(LoggedIn alice, String channel, JsonNode shown) {
        if (shown.has("messages")) {
            assertThat(taken(alice.change("POST", channel + "/timers", shown.toString()), 201))
                    .isEqualTo(shown);
        } else if (shown.has("cooldown")) {
            taken(alice.change("POST", channel + "/commands", shown.toString()), 201);
            assertSameNames(
                    shown,
                    alice.json(channel + "/commands/" + shown.path("name").asText()));
        } else if (shown.has("commands")) {
            JsonNode page = alice.json("/c/alice.json");
            assertSameNames(shown, page);
            assertSameNames(shown.path("channel"), page.path("channel"));
            assertSameNames(
                    shown.path("commands").path(0), page.path("commands").path(0));
        } else if (shown.has("commandPrefix")) {
            assertThat(taken(alice.change("PUT", channel + "/settings", shown.toString()), 200))
                    .isEqualTo(shown);
        } else if (shown.has("undoable")) {
            assertSameNames(shown, alice.json(channel + "/audit").path(0));
        } else if (shown.has("fields")) {
            JsonNode feature =
                    alice.json(channel + "/features/" + shown.path("id").asText());
            assertSameNames(shown, feature);
            String path = channel + "/features/" + shown.path("id").asText();
            taken(alice.change("PUT", path, "{\"settings\":" + shown.path("settings") + "}"), 200);
            // And as it came.
            taken(alice.change("PUT", path, shown.toString()), 200);
        } else if (shown.has("shoutouts")) {
            JsonNode real = alice.json(channel);
            assertThat(names(real)).containsAll(names(shown));
            assertThat(names(real.path("chat"))).contains("state");
            assertThat(names(real.path("shoutouts"))).containsAll(names(shown.path("shoutouts")));
        } else {
            // An event of the live feed: ApiEndToEndTest watches one.
            assertThat(shown.path("type").asText()).isEqualTo("channel.raid");
        }
    }

    private static JsonNode taken(HttpResponse<String> answer, int status) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        try {
            return JSON.readTree(answer.body());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static void assertSameNames(JsonNode shown, JsonNode real) {
        assertThat(names(real)).as(real.toString()).isEqualTo(names(shown));
    }

    private static Set<String> names(JsonNode object) {
        Set<String> names = new TreeSet<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }
}
