package bot.herald.movein;

import static org.assertj.core.api.Assertions.assertThat;

import bot.herald.config.MoveInConfig;
import bot.herald.identity.TwitchLogin;
import bot.herald.testing.TestClock;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The four hosted bots, as their addresses answer. */
class OnlineListsTest {
    private static final TwitchLogin ALICE = new TwitchLogin("alice");

    private final TestClock clock = new TestClock();
    private final Map<String, String> answers = new ConcurrentHashMap<>();
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private HttpServer server = server();
    private OnlineLists lists = lists(true);

    private static HttpServer server() {
        try {
            return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private OnlineLists lists(boolean online) {
        String here = "http://127.0.0.1:" + server.getAddress().getPort();
        return new OnlineLists(
                new MoveInConfig(
                        online,
                        URI.create(here + "/nb"),
                        URI.create(here + "/se"),
                        URI.create(here + "/fb"),
                        URI.create(here + "/mb")),
                clock);
    }

    @BeforeEach
    void open() throws IOException {
        answers.putAll(new TreeMap<>(Map.of(
                "/nb/channels/t/alice",
                "{\"status\":200,\"channel\":{\"_id\":\"n1\"}}",
                "/nb/commands",
                file("nightbot"),
                "/se/channels/alice",
                "{\"_id\":\"s1\"}",
                "/se/bot/commands/s1/public",
                file("streamelements"),
                "/fb/cached/channels/by-slug/alice",
                "{\"channel\":{\"id\":\"f1\"}}",
                "/fb/cached/channels/f1/commands",
                file("fossabot"),
                "/mb/channel/meta?name=alice",
                "{\"channel\":{\"userid\":77}}",
                "/mb/channel/public/commands/list?channel=77",
                file("moobot"))));
        server.createContext("/", exchange -> {
            String asks = exchange.getRequestURI().toString();
            asked.add(asks + " " + exchange.getRequestHeaders().getFirst("Nightbot-Channel"));
            byte[] body = answers.getOrDefault(asks, "").getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(answers.containsKey(asks) ? 200 : 404, body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
    }

    private static String file(String name) throws IOException {
        return Files.readString(Path.of("src/test/resources/movein", name + ".json"));
    }

    @AfterEach
    void close() {
        server.stop(0);
    }

    @ParameterizedTest
    @EnumSource(
            value = Source.class,
            names = {"NIGHTBOT", "STREAMELEMENTS", "FOSSABOT", "MOOBOT"})
    void commandsAreFoundByTheChannelsName(Source source) throws IOException {
        assertThat(lists.of(source, ALICE)).isEqualTo(Reading.of(source, file(source.id())));
        assertThat(asked).hasSize(2);
        if (source == Source.NIGHTBOT) {
            assertThat(asked).last().isEqualTo("/nb/commands n1");
        }
    }

    @Test
    void eachBotIsAskedOnceAMinuteForAChannel() {
        lists.of(Source.NIGHTBOT, ALICE);

        assertThat(lists.of(Source.NIGHTBOT, ALICE)).isInstanceOf(Reading.Unreadable.class);
        assertThat(asked).hasSize(2);
        clock.advance(Duration.ofMinutes(1));
        assertThat(lists.of(Source.NIGHTBOT, ALICE)).isInstanceOf(Reading.Found.class);
    }

    @Test
    void aChannelThatIsNotKnownAndAnErrorPageAreTold() {
        assertThat(lists.of(Source.MOOBOT, new TwitchLogin("nobody")))
                .isEqualTo(new Reading.Unreadable("Moobot does not know this channel."));
        answers.put("/fb/cached/channels/f1/commands", "<html>error</html>");
        assertThat(lists.of(Source.FOSSABOT, ALICE))
                .isEqualTo(
                        new Reading.Unreadable("This is not the JSON that Fossabot gives; it may be an error page."));
        answers.put("/se/channels/alice", "{\"_id\":\"../../x\"}");
        assertThat(lists.of(Source.STREAMELEMENTS, ALICE)).isInstanceOf(Reading.Unreadable.class);
        answers.put("/nb/commands", "x".repeat(Reading.MOST_BYTES + 1));
        assertThat(lists.of(Source.NIGHTBOT, ALICE)).isInstanceOf(Reading.Unreadable.class);
    }

    @Test
    void nobodyIsAskedWhereTheOperatorSaysSo() {
        assertThat(lists(false).of(Source.NIGHTBOT, ALICE)).isInstanceOf(Reading.Unreadable.class);
        assertThat(asked).isEmpty();
    }

    @Test
    void aClockThatIsSetBackKeepsNobodyFromAskingAgain() {
        lists.of(Source.FOSSABOT, ALICE);
        clock.set(Duration.ofHours(-1));
        assertThat(lists.of(Source.FOSSABOT, ALICE)).isInstanceOf(Reading.Unreadable.class);
        clock.advance(Duration.ofMinutes(1));

        assertThat(lists.of(Source.FOSSABOT, ALICE)).isNotInstanceOf(Reading.Unreadable.class);
    }
}
