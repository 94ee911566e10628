package bot.herald.cli;

import static org.assertj.core.api.Assertions.assertThat;

import bot.herald.simulator.ChatLine;
import bot.herald.simulator.SentMessage;
import bot.herald.simulator.SimulatedUser;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.io.StringWriter;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Commands of another bot, brought along by a program, on the page and in the terminal, beside a bot that runs. */
class MoveInEndToEndTest {
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final Path FILES = Path.of("src/test/resources/movein");

    @TempDir
    Path folder = Path.of("");

    private final StringWriter out = new StringWriter();
    private Stage stage;
    private StagedCli cli;
    private SimulatedUser alice;
    private SimulatedUser viewer;
    private LoggedIn person;
    private String api = "";

    @BeforeEach
    void open() throws IOException {
        stage = new Stage(folder);
        stage.connectBot();
        alice = stage.connectChannel("alice");
        viewer = stage.twitch.user("viewer", "TheViewer");
        person = LoggedIn.at(stage, "alice");
        api = "/api/channels/" + alice.id();
        cli = new StagedCli(stage, folder, out);
    }

    @AfterEach
    void close() {
        stage.close();
    }

    private JsonNode post(String path, String json) throws IOException {
        HttpResponse<String> answer = person.change("POST", path, json);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return new ObjectMapper().readTree(answer.body());
    }

    private void assertAnswered(String line, String answer) {
        stage.twitch.chat(ChatLine.of(alice.id(), viewer.id(), line));
        Awaitility.await()
                .atMost(SOON)
                .untilAsserted(() -> assertThat(stage.twitch.sentMessages())
                        .extracting(SentMessage::text)
                        .contains(answer));
    }

    @Test
    void aProgramLooksTakesOverAndTakesBack() throws IOException {
        String body = JsonNodeFactory.instance
                .objectNode()
                .put("source", "nightbot")
                .put("text", Files.readString(FILES.resolve("nightbot.json")))
                .toString();
        JsonNode preview = post(api + "/move-in", body);
        assertThat(preview.path("items").path(0).path("ours").asText())
                .isEqualTo("{user} hugs {1|{user}}! Hug no. {count}");
        assertThat(person.json(api + "/commands")).isEmpty();

        JsonNode applied = post(api + "/move-in/" + preview.path("id").asText() + "/apply", "{\"onClash\":\"keep\"}");

        assertThat(applied.path("added").toString()).isEqualTo("[\"hug\",\"weather\",\"roll\",\"social\"]");
        assertAnswered("!squeeze", "TheViewer hugs TheViewer! Hug no. 13");
        JsonNode entry = person.json(api + "/audit").path(0);
        assertThat(entry.path("summary").asText()).endsWith("imported 4 items from Nightbot.");
        assertThat(entry.path("undoable").asBoolean()).isTrue();
    }

    @Test
    void whatCannotBeReadSaysWhy() {
        assertThat(person.change("POST", api + "/move-in", "{\"source\":\"nightbot\",\"text\":\"<html>\"}")
                        .body())
                .contains("This is not the JSON that Nightbot gives");
        assertThat(person.change("POST", api + "/move-in", "{\"source\":\"mybot\",\"text\":\"x\"}")
                        .statusCode())
                .isEqualTo(400);
        assertThat(person.change("POST", api + "/move-in/never/apply", "{}").statusCode())
                .isEqualTo(404);
        assertThat(person.change("POST", "/api/channels/424242/move-in", "{}").statusCode())
                .isEqualTo(404);
    }

    @Test
    void aPersonDoesTheSameOnThePage() {
        String page = "/dashboard/" + alice.id() + "/import";
        String token = token(person.get(page).body());
        StringBuilder csv = new StringBuilder("name,text\n");
        for (int i = 0; i < 300; i++) {
            csv.append("c")
                    .append(i)
                    .append(",")
                    .append("Hello $(user) ".repeat(25))
                    .append("\n");
        }
        assertThat(csv.length()).isGreaterThan(64 * 1024);

        HttpResponse<String> looked = person.submit(page, token, "source", "csv&text=" + encoded(csv.toString()));

        assertThat(looked.statusCode()).isEqualTo(200);
        assertThat(looked.body()).contains("From CSV: 300 found", "300 ready");
        Matcher link = Pattern.compile("action=\"([^\"]*/import/[^\"]+)\"").matcher(looked.body());
        assertThat(link.find()).isTrue();
        HttpResponse<String> taken = person.submit(link.group(1), token, "onClash", "keep&line-i0=on&line-i1=on");
        assertThat(taken.statusCode()).isEqualTo(303);
        assertThat(person.json(api + "/commands")).hasSize(2);
        assertThat(person.json(api + "/audit").path(0).path("undoable").asBoolean())
                .isTrue();
        String undo =
                api + "/audit/" + person.json(api + "/audit").path(0).path("id").asText() + "/undo";
        assertThat(person.change("POST", undo, "{}").statusCode()).isEqualTo(204);
        assertThat(person.json(api + "/commands")).isEmpty();
    }

    @Test
    void theTerminalDoesItBesideABotThatRuns() throws IOException, SQLException {
        Path csv = Files.writeString(folder.resolve("mine.csv"), "hi,Hello $(user)\n");
        assertThat(cli.run("move-in", "--from", "csv", "--channel", "alice", "--file", csv.toString(), "--dry-run"))
                .as(out.toString())
                .isZero();
        assertThat(person.json(api + "/commands")).isEmpty();
        assertThat(cli.run("move-in", "--from", "csv", "--channel", alice.id(), "--file", csv.toString()))
                .as(out.toString())
                .isZero();
        Awaitility.await()
                .atMost(SOON)
                .untilAsserted(() -> assertThat(person.json(api + "/commands")).hasSize(1));
        assertAnswered("!hi", "Hello TheViewer");

        assertThat(cli.run(
                        "move-in",
                        "--from",
                        "phantombot",
                        "--channel",
                        "alice",
                        "--file",
                        phantom().toString()))
                .as(out.toString())
                .isZero();
        Awaitility.await()
                .atMost(SOON)
                .untilAsserted(() -> assertThat(person.json(api + "/commands")).hasSize(2));

        Path wide = Files.writeString(folder.resolve("wide.csv"), "wide," + "many words ".repeat(30) + "\n");
        out.getBuffer().setLength(0);
        assertThat(cli.run("move-in", "--from", "csv", "--channel", "alice", "--file", wide.toString(), "--dry-run"))
                .isZero();
        assertThat(out.toString())
                .contains("STATE", "many words")
                .satisfies(text -> assertThat(text.lines()).allMatch(line -> line.length() <= 80, "fits a terminal"));

        out.getBuffer().setLength(0);
        assertThat(cli.run("export", "--channel", "alice")).isZero();
        Path file = Files.writeString(folder.resolve("alice.json"), out.toString());
        assertThat(cli.run("import", "--channel", "alice", file.toString()))
                .as(out.toString())
                .isZero();
        assertThat(out.toString())
                .contains("0 new, 0 changed", "Added 0, replaced 0.")
                .doesNotContain("undo");
        assertThat(cli.run("move-in", "--from", "csv", "--channel", "nobody", "--file", csv.toString()))
                .isNotZero();
        assertThat(List.of(
                        cli.run("move-in", "--from", "csv", "--channel", "alice"),
                        cli.run("move-in", "--from", "x", "--channel", "alice"),
                        cli.run("import", "--on-clash", "perhaps", "--channel", "alice", file.toString())))
                .as("wrong usage")
                .containsOnly(2);
        assertThat(cli.run(
                        "import",
                        "--channel",
                        "alice",
                        folder.resolve("none.json").toString()))
                .isEqualTo(1);
        assertThat(out.toString()).contains("there is no file ");
        assertThat(cli.run("import", "--channel", "alice", folder.toString())).isEqualTo(1);
        assertThat(out.toString()).contains(folder + " is a folder; name the file in it");
    }

    private Path phantom() throws SQLException {
        Path file = folder.resolve("phantombot.db");
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE phantombot_command (section TEXT, variable TEXT, value TEXT)");
            statement.execute("INSERT INTO phantombot_command VALUES ('', 'lurk', '(sender) lurks')");
        }
        return file;
    }

    private static String token(String page) {
        Matcher token = Pattern.compile("name=\"form\" value=\"([^\"]+)\"").matcher(page);
        assertThat(token.find()).as(page).isTrue();
        return token.group(1);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
