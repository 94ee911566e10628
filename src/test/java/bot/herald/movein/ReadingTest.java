package bot.herald.movein;

import static org.assertj.core.api.Assertions.assertThat;

import bot.herald.template.Placeholder;
import bot.herald.template.Template;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What each bot gives, against what is made of it; and what is left of it when anything is missing. */
class ReadingTest {
    private static final Path FOLDER = Path.of("src/test/resources/movein");
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Map<String, Map<String, String>> PHANTOMBOT = Map.of(
            "phantombot_command",
                    Map.of(
                            "hug",
                            "(sender) hugs (touser) (count) times (really)",
                            "pay",
                            "(pay) for (#)",
                            "time",
                            "It is late"),
            "phantombot_permcom", Map.of("hug", "6", "pay", "1"),
            "phantombot_cooldown", Map.of("hug", "{\"globalSec\":10,\"userSec\":20}", "pay", "broken"),
            "phantombot_aliases", Map.of("squeeze", "hug"),
            "phantombot_commandCount", Map.of("hug", "41"),
            "phantombot_pricecom", Map.of("pay", "100"),
            "phantombot_disabledCommands", Map.of("time", "true"),
            "phantombot_quotes", Map.of("0", "[\"ann\",\"Never again\",\"1709236800000\",\"Chess\"]", "1", "[]"),
            "phantombot_notices",
                    Map.of(
                            "0",
                            "{\"name\":\"News\",\"intervalMin\":10,\"reqMessages\":5,\"messages\":[\"One\",\"(sender) two\"]}"));

    private static String file(Source source) throws IOException {
        String name = source == Source.CSV ? "csv.csv" : source.id() + ".json";
        return Files.readString(FOLDER.resolve(name)).replace("@@LONG@@", "x".repeat(501));
    }

    private static List<Item> items(Source source) throws IOException {
        Reading reading =
                source == Source.PHANTOMBOT ? Reading.ofPhantomBot(PHANTOMBOT) : Reading.of(source, file(source));
        assertThat(reading).isInstanceOf(Reading.Found.class);
        return ((Reading.Found) reading).items();
    }

    private static String line(Item item) {
        return item.kind() + " " + item.name() + "\n"
                + item.skipped().map(why -> "  skipped: " + why + "\n").orElse("  " + item.content() + "\n")
                + item.reasons().stream().map(reason -> "  - " + reason + "\n").collect(Collectors.joining());
    }

    @ParameterizedTest
    @EnumSource(value = Source.class, mode = EnumSource.Mode.EXCLUDE, names = "HERALD")
    void everythingIsTakenAsTheGoldenFileHasIt(Source source) throws IOException {
        String read = items(source).stream().map(ReadingTest::line).collect(Collectors.joining());

        assertThat(read).isEqualTo(Files.readString(FOLDER.resolve(source.id() + ".golden.txt")));
    }

    /** Programs of Windows write one before their files. */
    @ParameterizedTest
    @EnumSource(
            value = Source.class,
            names = {"HERALD", "PHANTOMBOT"},
            mode = EnumSource.Mode.EXCLUDE)
    void aByteOrderMarkIsNoPartOfAFile(Source source) throws IOException {
        assertThat(Reading.of(source, "\uFEFF" + file(source))).isEqualTo(Reading.of(source, file(source)));
    }

    @Test
    void aFileInAnotherEncodingIsNotTakenWithHolesInItsWords() {
        Reading refused = new Reading.Unreadable(Reading.NOT_UTF_8);

        assertThat(Reading.of(Source.CSV, "gr\uFFFD\uFFFDe,Hallo")).isEqualTo(refused);
        assertThat(Reading.of(Source.CSV, "h\0i\0,\0H\0")).isEqualTo(refused);
        assertThat(Reading.of(Source.NIGHTBOT, "{\0}\0")).isEqualTo(refused);
        assertThat(Reading.of(Source.NIGHTBOT, "{\"commands\":[{\"name\":\"!hi\",\"message\":\"a \uFFFD\"}]}"))
                .as("their own damage")
                .isInstanceOf(Reading.Found.class);
    }

    @ParameterizedTest
    @EnumSource(
            value = Source.class,
            names = {"HERALD", "CSV", "PHANTOMBOT"},
            mode = EnumSource.Mode.EXCLUDE)
    void anyFieldMayBeMissingOrOfAnotherKind(Source source) throws IOException {
        JsonNode whole = JSON.readTree(file(source));
        List<JsonNode> spoiled = spoiled(whole).toList();
        assertThat(spoiled).hasSizeGreaterThan(20);
        for (JsonNode one : spoiled) {
            if (Reading.of(source, one.toString()) instanceof Reading.Found found) {
                assertThat(found.items()).as(one.toString()).isNotEmpty().allSatisfy(ReadingTest::assertCanBeSaved);
            }
        }
    }

    private static void assertCanBeSaved(Item item) {
        if (item.skipped().isPresent()) {
            assertThat(item.skipped().get()).endsWith(".");
            return;
        }
        List<String> texts = new ArrayList<>();
        item.content().path("messages").forEach(node -> texts.add(node.asText()));
        texts.add(item.content().path("text").asText("x"));
        assertThat(texts)
                .allSatisfy(text ->
                        assertThat(Template.parse(text, Placeholder.COMMAND)).isInstanceOf(Template.Parsed.Good.class));
    }

    /** The document as often as it has fields, each time without one, and with nonsense in its place. */
    private static Stream<JsonNode> spoiled(JsonNode node) {
        List<JsonNode> all = new ArrayList<>();
        if (node instanceof ObjectNode object) {
            List<String> names = new ArrayList<>();
            object.fieldNames().forEachRemaining(names::add);
            for (String name : names) {
                all.add(object.deepCopy().without(name));
                all.add(object.deepCopy().set(name, JsonNodeFactory.instance.nullNode()));
                all.add(object.deepCopy()
                        .set(name, JsonNodeFactory.instance.arrayNode().add(7)));
                all.add(object.deepCopy()
                        .set(name, JsonNodeFactory.instance.objectNode().put("x", -1)));
                spoiled(object.get(name))
                        .forEach(inner -> all.add(object.deepCopy().set(name, inner)));
            }
        } else if (node instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                int index = i;
                spoiled(array.get(i)).forEach(inner -> {
                    ArrayNode copy = array.deepCopy();
                    copy.set(index, inner);
                    all.add(copy);
                });
            }
        }
        return all.stream();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "   ",
                "<!DOCTYPE html><title>404</title>",
                "null",
                "7",
                "\"text\"",
                "[]",
                "{}",
                "{\"commands\":{}}",
                "[1,2]",
                "{\"commands\":[null,3,\"x\"]}",
                "[[[["
            })
    void whatIsNoListOfCommandsSaysSo(String text) {
        assertThat(Reading.of(Source.NIGHTBOT, text)).isInstanceOf(Reading.Unreadable.class);
    }

    @Test
    void whatIsCopiedFromASpreadsheetIsDividedByTabs() {
        assertThat(found(Source.CSV, "name\ttext\trole\thi, all\nhi\tHello, you\tmod"))
                .singleElement()
                .satisfies(item -> {
                    assertThat(item.name()).isEqualTo("hi");
                    assertThat(item.content().path("text").asText()).isEqualTo("Hello, you");
                    assertThat(item.content().path("role").asText()).isEqualTo("moderator");
                });
    }

    @Test
    void whenAndToWhomACommandSpeaksIsNotLostSilently() {
        Item whispered = found(
                        Source.STREAMELEMENTS,
                        "[{\"command\":\"psst\",\"reply\":\"secret\",\"type\":\"whisper\",\"enabled\":true}]")
                .get(0);
        assertThat(whispered.content().path("enabled").asBoolean()).isFalse();
        assertThat(whispered.reasons()).containsExactly("It is whispered there; Herald would say it in chat.");

        Item never = found(
                        Source.STREAMELEMENTS,
                        "[{\"command\":\"off\",\"reply\":\"x\",\"enabledOnline\":false,\"enabledOffline\":false}]")
                .get(0);
        assertThat(never.content().path("enabled").asBoolean()).isFalse();

        Item live = found(
                        Source.FOSSABOT,
                        "{\"commands\":[{\"name\":\"!song\",\"response\":\"x\",\"enabled_offline\":false}]}")
                .get(0);
        assertThat(live.content().path("enabled").asBoolean(true)).isTrue();
        assertThat(live.reasons()).containsExactly("It is answered whether the channel is live or not.");
    }

    private static List<Item> found(Source source, String text) {
        assertThat(Reading.of(source, text)).isInstanceOf(Reading.Found.class);
        return ((Reading.Found) Reading.of(source, text)).items();
    }

    @Test
    void depthAndSizeHaveAnEnd() {
        assertThat(Reading.of(Source.NIGHTBOT, "[".repeat(100_000))).isInstanceOf(Reading.Unreadable.class);
        assertThat(Reading.of(Source.CSV, "a,b\n".repeat(600_000))).isInstanceOf(Reading.Unreadable.class);
    }

    @Test
    void tenThousandLinesAreReadWithinASecondOrTwo() {
        StringBuilder csv = new StringBuilder("name,text,role,cooldown\n");
        for (int i = 0; i < 10_000; i++) {
            csv.append("c").append(i).append(",Hello $(user) and $(touser) at ${time.Europe/Berlin},mod,5\n");
        }
        long begin = System.nanoTime();

        Reading reading = Reading.of(Source.CSV, csv.toString());

        // A second where nothing else runs; the figure is no point of this test, its order is.
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(15));
        assertThat(((Reading.Found) reading).items())
                .hasSize(10_000)
                .allMatch(item -> item.skipped().isEmpty());
    }
}
