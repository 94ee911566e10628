package bot.herald.cli;

import static org.assertj.core.api.Assertions.assertThat;

import bot.herald.simulator.ChatLine;
import bot.herald.simulator.SentMessage;
import bot.herald.simulator.SimulatedSubscription;
import bot.herald.simulator.SimulatedUser;
import bot.herald.testing.PluginJar;
import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The examples of {@code docs/plugins.md}, word for word: compiled, tested by their own tests, packed and put to work. */
@Tag("full")
class PluginDocumentationTest {
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final Pattern EXAMPLE =
            Pattern.compile("<!-- example: (\\S+) -->\\s*```java\\n(.*?)```", Pattern.DOTALL);
    private static final String FEATURE = "demo/FirstWords.java";
    private static final String POLL = "demo/YesOrNo.java";

    @TempDir
    Path folder = Path.of("");

    private static Map<String, String> examples() throws IOException {
        Map<String, String> examples = new LinkedHashMap<>();
        Matcher matcher = EXAMPLE.matcher(Files.readString(Path.of("docs/plugins.md")));
        while (matcher.find()) {
            examples.put(matcher.group(1), matcher.group(2));
        }
        assertThat(examples).containsOnlyKeys(FEATURE, "demo/FirstWordsTest.java", POLL, "demo/YesOrNoTest.java");
        return examples;
    }

    private static String feature() throws IOException {
        return Objects.requireNonNull(examples().get(FEATURE));
    }

    @Test
    void theExamplesAreShort() throws IOException {
        assertThat(feature().lines()).hasSizeLessThan(40);
        assertThat(Objects.requireNonNull(examples().get(POLL)).lines()).hasSizeLessThan(40);
    }

    @ParameterizedTest
    @ValueSource(strings = {"demo.FirstWordsTest", "demo.YesOrNoTest"})
    void theExamplesOwnTestPasses(String name) throws Exception {
        Path classes = PluginJar.compile(folder, examples());
        try (URLClassLoader loader =
                new URLClassLoader(new URL[] {classes.toUri().toURL()})) {
            Class<?> test = loader.loadClass(name);
            Constructor<?> constructor = test.getDeclaredConstructor();
            constructor.setAccessible(true);
            int run = 0;
            for (Method method : test.getDeclaredMethods()) {
                if (method.isAnnotationPresent(Test.class)) {
                    method.setAccessible(true);
                    method.invoke(constructor.newInstance());
                    run++;
                }
            }
            assertThat(run).isEqualTo(1);
        }
    }

    @Test
    void theExampleWorksInTheBot() throws IOException {
        Map<String, String> feature = Map.of(FEATURE, feature());
        PluginJar.pack(
                folder.resolve("plugins/first-words.jar"),
                PluginJar.compile(folder.resolve("work"), feature),
                "demo.FirstWords");
        try (Stage stage = new Stage(folder)) {
            stage.connectBot();
            SimulatedUser alice = stage.connectChannel("alice");
            SimulatedUser viewer = stage.twitch.user("viewer", "TheViewer");
            LoggedIn person = LoggedIn.at(stage, "alice");
            String path = "/api/channels/" + alice.id() + "/features/first-words";
            assertThat(person.json(path).at("/settings/words").asText()).isEqualTo("welcome!");
            assertThat(person.change("PUT", path, "{\"settings\":{\"on\":true,\"words\":\"nice to meet you!\"}}")
                            .statusCode())
                    .isEqualTo(200);

            stage.twitch.chat(ChatLine.of(alice.id(), viewer.id(), "hello"));
            stage.twitch.chat(ChatLine.of(alice.id(), viewer.id(), "hello again"));
            stage.twitch.chat(ChatLine.of(alice.id(), alice.id(), "!welcome"));

            List<SentMessage> sent = stage.twitch.awaitMessages(all -> all.size() >= 3, SOON);
            assertThat(sent).extracting(SentMessage::text).allMatch(text -> text.startsWith("nice to meet you!"));
            stage.twitch.chat(ChatLine.of(alice.id(), alice.id(), "!commands"));
            stage.twitch.awaitMessages(
                    all -> all.stream().anyMatch(message -> message.text().contains("!welcome")), SOON);
            assertThat(person.change(
                                    "POST",
                                    "/api/channels/" + alice.id() + "/commands",
                                    "{\"name\":\"welcome\",\"text\":\"mine\"}")
                            .statusCode())
                    .isEqualTo(409);

            stage.restart();
            stage.twitch.awaitSubscriptions(
                    all -> all.stream()
                                    .filter(one -> one.type().equals("channel.chat.message")
                                            && one.status().equals("enabled"))
                                    .count()
                            == 1,
                    SOON);
            stage.twitch.chat(ChatLine.of(alice.id(), viewer.id(), "still here"));
            stage.twitch.chat(ChatLine.of(alice.id(), viewer.id(), "!ping"));
            assertThat(stage.twitch.awaitMessages(
                            all -> all.get(all.size() - 1).text().equals("Pong!"), SOON))
                    .as("nobody is greeted twice, not even after a restart")
                    .hasSize(5);
        }
    }

    @Test
    void thePollWorksInTheBotOnceItsBroadcasterAllowsIt() throws IOException {
        Map<String, String> feature =
                Map.of(POLL, Objects.requireNonNull(examples().get(POLL)));
        PluginJar.pack(
                folder.resolve("plugins/yes-or-no.jar"),
                PluginJar.compile(folder.resolve("work"), feature),
                "demo.YesOrNo");
        try (Stage stage = new Stage(folder)) {
            stage.connectBot();
            SimulatedUser alice = stage.connectChannel("alice");
            LoggedIn person = LoggedIn.at(stage, "alice");
            String path = "/api/channels/" + alice.id() + "/features/yes-or-no";
            assertThat(person.change("PUT", path, "{\"settings\":{\"on\":true}}")
                            .statusCode())
                    .isEqualTo(200);
            assertThat(person.json(path).toString())
                    .as("what is missing is shown")
                    .contains("channel:manage:polls");
            assertThat(polls(stage)).isEmpty();

            stage.connectChannel("alice", "channel:bot moderation:read channel:manage:polls");
            stage.twitch.awaitSubscriptions(all -> !polls(stage).isEmpty(), SOON);
            assertThat(person.json(path).toString()).doesNotContain("channel:manage:polls");
            stage.twitch.chat(ChatLine.of(alice.id(), alice.id(), "!ask More tea?"));
            stage.twitch.awaitMessages(
                    all -> all.stream().anyMatch(message -> message.text().contains("a minute to vote")), SOON);
            stage.twitch.viewers().vote(alice.id(), "Yes", 3);
            stage.twitch.viewers().endPoll(alice.id());

            stage.twitch.awaitMessages(
                    all -> all.stream().anyMatch(message -> message.text().equals("More tea? Yes, with 3 votes.")),
                    SOON);
        }
    }

    private static List<SimulatedSubscription> polls(Stage stage) {
        return stage.twitch.subscriptions().stream()
                .filter(one ->
                        one.type().equals("channel.poll.end") && one.status().equals("enabled"))
                .toList();
    }
}
