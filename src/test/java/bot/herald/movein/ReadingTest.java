package bot.herald.movein;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

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
import org.junit.jupiter.params.provider.CsvSource;
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

    private static List<String> lines(List<Item> items) {
        return items.stream().map(ReadingTest::line).toList();
    }

    @Test
    void aSecondListBehindTheFirstIsNotLeftOutSilently() {
        String list = "{\"commands\":[{\"name\":\"!hi\",\"message\":\"Hello\"}]}";

        for (String more : List.of(list, "x", "]", "// a note")) {
            assertThat(Reading.of(Source.NIGHTBOT, list + "\n" + more))
                    .isEqualTo(new Reading.Unreadable(
                            "Something follows the JSON of Nightbot; bring one list at a time."));
        }
        assertThat(found(Source.NIGHTBOT, list + "\r\n \n")).hasSize(1);
    }

    @Test
    void anAliasSaysTrulyWhereItLeads() {
        List<Item> items = found(Source.NIGHTBOT, """
                [{"name":"!hi","message":"Hello"},
                 {"name":"!hey","alias":"!hi","message":""},
                 {"name":"!hoi","alias":"!hey","message":""},
                 {"name":"!song","alias":"!songs","message":""},
                 {"name":"!a","alias":"!b","message":""},
                 {"name":"!b","alias":"!a","message":""}]
                """);

        assertThat(items.get(0).content().path("aliases").toString()).isEqualTo("[\"hey\",\"hoi\"]");
        assertThat(items.stream().skip(1).map(item -> item.skipped().orElseThrow()))
                .containsExactly(
                        "It leads to !hi, and comes along as an alias of it.",
                        "It leads to !hey, and comes along as an alias of it.",
                        "It leads to !songs, which is not in the list.",
                        "It leads to !b, which is not in the list.",
                        "It leads to !a, which is not in the list.");
    }

    @Test
    void phantomBotsAliasesThatAreMoreThanANameAreTold() {
        Reading reading = Reading.ofPhantomBot(Map.of(
                "phantombot_command", Map.of("hi", "Hello"),
                "phantombot_aliases", Map.of("hey", "hi", "hoi", "hi all", "both", "hi; bye", "fa", "followage")));

        assertThat(lines(((Reading.Found) reading).items()))
                .satisfiesExactly(
                        hi -> assertThat(hi).contains("\"aliases\":[\"hey\"]"),
                        both -> assertThat(both)
                                .isEqualTo("COMMAND both\n  skipped: It calls another command with words of its own,"
                                        + " which has no counterpart.\n"),
                        fa -> assertThat(fa)
                                .isEqualTo("COMMAND fa\n  skipped: It leads to followage, which is not in the list.\n"),
                        hoi -> assertThat(hoi)
                                .isEqualTo("COMMAND hoi\n  skipped: It calls another command with words of its own,"
                                        + " which has no counterpart.\n"));
    }

    @Test
    void phantomBotsKeywordsBecomeTriggers() {
        Reading reading = Reading.ofPhantomBot(Map.of(
                "phantombot_keywords",
                Map.of(
                        "1", "{\"keyword\":\"which mouse\",\"response\":\"An old one, (sender)\",\"isRegex\":false}",
                        "2", "{\"keyword\":\"h(i|ey)\",\"response\":\"Hello\",\"isRegex\":true}",
                        "regex:b.e", "Bye"),
                "phantombot_coolkey",
                Map.of("which mouse", "30")));

        assertThat(((Reading.Found) reading).items())
                .allMatch(item -> item.kind() == Item.Kind.TRIGGER)
                .extracting(
                        Item::name,
                        item -> item.content().path("when").toString(),
                        item -> item.content().path("text").asText(),
                        item -> item.content()
                                .path("cooldown")
                                .path("channelSeconds")
                                .asInt())
                .containsExactly(
                        tuple("which-mouse", "[\"which mouse\"]", "An old one, {user}", 30),
                        tuple("h(i|ey)", "[\"/h(i|ey)/\"]", "Hello", 0),
                        tuple("b.e", "[\"/b.e/\"]", "Bye", 0));
    }

    @Test
    void aMessageThatIsOffOrIsACommandIsNotSaid() {
        Reading reading = Reading.ofPhantomBot(Map.of(
                "phantombot_notices",
                Map.of(
                        "0",
                        "{\"name\":\"News\",\"intervalMin\":10,\"messages\":[\"One\",\"Two\",\"command:social\"],"
                                + "\"disabled\":[false,true,false]}")));

        assertThat(((Reading.Found) reading).items()).singleElement().satisfies(timer -> {
            assertThat(timer.content().path("messages").toString()).isEqualTo("[\"One\"]");
            assertThat(timer.content().path("enabled").asBoolean()).isFalse();
            assertThat(timer.reasons()).containsExactly("It does more than say something: command:social.");
        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "*/15 * * * * | 15 | ''",
                "7-59/15 * * * * | 15 | ''",
                "2,17,32,47 * * * * | 15 | ''",
                "0 * * * * | 60 | ''",
                "30 */2 * * * | 120 | ''",
                "20 | 20 | ''",
                "0.5 | 60 | Its interval is unclear or longer than a day; choose one here.",
                "0 | 60 | Its interval is unclear or longer than a day; choose one here.",
                "1500 | 60 | Its interval is unclear or longer than a day; choose one here.",
                "0 12 * * 1 | 60 | Its interval is unclear or longer than a day; choose one here.",
            })
    void anIntervalIsTheirsOrAsksForOne(String theirs, int minutes, String reason) {
        Item timer = found(
                        Source.NIGHTBOT,
                        "{\"timers\":[{\"name\":\"t\",\"message\":\"Hi\",\"interval\":\"" + theirs + "\"}]}")
                .get(0);

        assertThat(timer.content().path("intervalMinutes").asInt()).isEqualTo(minutes);
        assertThat(timer.content().path("enabled").asBoolean()).isEqualTo(reason.isEmpty());
        assertThat(String.join(" ", timer.reasons())).isEqualTo(reason);
    }

    @Test
    void firebotsTimersPatternsWhispersAndSubCommandsAreNotLost() {
        List<String> items = lines(found(Source.FIREBOT, """
                {"components": {
                  "commands": [
                    {"trigger": "hello (there|you)", "triggerIsRegex": true,
                     "effects": {"list": [{"type": "firebot:chat", "message": "Hi $user"}]}},
                    {"trigger": "!cfg", "subCommands": [{"arg": "on"}],
                     "effects": {"list": [{"type": "firebot:chat", "message": "Psst", "whisper": "$user"}]}},
                    {"trigger": "lurk", "effects": {"list": [{"type": "firebot:chat", "message": "Thanks"}]}}],
                  "timers": [
                    {"name": "Social links", "active": true, "interval": 900, "requiredChatLines": 3,
                     "effects": {"list": [{"type": "firebot:chat", "message": "Follow me"}]}},
                    {"name": "quick", "active": "false", "interval": 30,
                     "effects": {"list": [{"type": "firebot:chat", "message": "Quick"}]}}]}}
                """));

        assertThat(items)
                .containsExactly(
                        "TRIGGER hello-(there|you)\n  {\"name\":\"hello-(there|you)\",\"text\":\"Hi {user}\",\"cooldown\":"
                                + "{\"channelSeconds\":0,\"userSeconds\":0},\"role\":\"everyone\",\"enabled\":true,"
                                + "\"when\":[\"/hello (there|you)/\"],\"moment\":\"always\"}\n",
                        "COMMAND cfg\n  {\"name\":\"cfg\",\"text\":\"Psst\",\"aliases\":[],\"cooldown\":"
                                + "{\"channelSeconds\":0,\"userSeconds\":0},\"role\":\"everyone\",\"enabled\":false,\"count\":0}\n"
                                + "  - It is whispered there; Herald would say it in chat.\n"
                                + "  - It does more than say something: sub-commands.\n",
                        "COMMAND lurk\n  {\"name\":\"lurk\",\"text\":\"Thanks\",\"aliases\":[],\"cooldown\":"
                                + "{\"channelSeconds\":0,\"userSeconds\":0},\"role\":\"everyone\",\"enabled\":true,\"count\":0}\n"
                                + "  - It answers only to its name with the prefix.\n",
                        "TIMER social-links\n  {\"name\":\"social-links\",\"messages\":[\"Follow me\"],"
                                + "\"intervalMinutes\":15,\"minimumChatLines\":3,\"enabled\":true}\n",
                        "TIMER quick\n  {\"name\":\"quick\",\"messages\":[\"Quick\"],"
                                + "\"intervalMinutes\":1,\"minimumChatLines\":0,\"enabled\":false}\n");
    }

    @Test
    void whatIsOffOrRestrictedIsSoThoughItIsWrittenAsText() {
        Item off = found(
                        Source.STREAMLABS,
                        "[{\"Command\":\"word\",\"Response\":\"x\",\"Enabled\":\"False\",\"SoundFile\":\"a.mp3\"}]")
                .get(0);
        assertThat(off.content().path("enabled").asBoolean(true)).isFalse();
        assertThat(off.reasons())
                .containsExactly(
                        "It does more than say something: a.mp3.", "It answers only to its name with the prefix.");

        assertThat(found(Source.STREAMELEMENTS, """
                [{"command":"a","reply":"x","accessLevel":"500"},
                 {"command":"b","reply":"x","accessLevel":"subscriber"},
                 {"command":"c","reply":"x","accessLevel":"chosen"},
                 {"command":"d","reply":"x","accessLevel":null}]
                """))
                .extracting(item -> item.content().path("role").asText())
                .containsExactly("moderator", "subscriber", "moderator", "everyone");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "hi;Hello, you\nbye;Bye, you",
                "hi,\"Hello, you\"\rbye,\"Bye, you\"",
                "\"hi\";\"Hello, you\"\r\n\"bye\";\"Bye, you\"\r\n",
                "hi\tHello, you\nbye\tBye, you",
            })
    void whatComesFirstDividesCells(String file) {
        assertThat(found(Source.CSV, file))
                .extracting(Item::name, item -> item.content().path("text").asText())
                .containsExactly(tuple("hi", "Hello, you"), tuple("bye", "Bye, you"));
    }

    @Test
    void aQuotationMarkThatIsNeverClosedSwallowsNothing() {
        assertThat(found(Source.CSV, "hi,\"Hello\" you\nbye,\"Bye\nhug,A hug"))
                .extracting(Item::name, item -> item.content().path("text").asText())
                .containsExactly(tuple("hi", "Hello you"), tuple("bye", "\"Bye"), tuple("hug", "A hug"));
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
