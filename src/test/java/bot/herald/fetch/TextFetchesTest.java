package bot.herald.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import bot.herald.identity.Secret;
import bot.herald.identity.TwitchUserId;
import bot.herald.language.Language;
import bot.herald.template.Characters;
import bot.herald.testing.TestClock;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextFetchesTest {
    private static final TwitchUserId CHANNEL = new TwitchUserId("1");
    private static final TwitchUserId VIEWER = new TwitchUserId("3");

    private final TestClock clock = new TestClock();
    private final List<String> notes = new ArrayList<>();
    private final AtomicInteger asked = new AtomicInteger();
    private final List<String> signatures = new CopyOnWriteArrayList<>();
    private Optional<Secret> key = Optional.empty();
    private String body = "{\"data\":[{\"name\":\"Celeste\",\"price\":19.99}],\"a b\":1,\"no\":null}";
    private String type = "application/json";
    private HttpServer server = server();
    private final TextFetches fetches = new TextFetches(
            new Fetcher(Fetcher.Rules.forOperator(Duration.ofSeconds(20), 64 * 1024)),
            clock,
            id -> id.equals(CHANNEL) ? key : Optional.empty(),
            id -> Language.EN,
            (id, what) -> notes.add(what.in(Language.EN)));

    private static HttpServer server() {
        try {
            return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @BeforeEach
    void open() {
        server.createContext("/", exchange -> {
            asked.incrementAndGet();
            signatures.add(String.valueOf(exchange.getRequestHeaders().getFirst("Herald-Signature")));
            if (exchange.getRequestURI().getPath().equals("/moved")) {
                exchange.getResponseHeaders().add("Location", "/here?x=1");
                exchange.sendResponseHeaders(302, -1);
                exchange.close();
                return;
            }
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", type);
            exchange.sendResponseHeaders(exchange.getRequestURI().getPath().equals("/500") ? 500 : 200, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void close() {
        server.stop(0);
    }

    private String text(String path, String... json) {
        return text(CHANNEL, path, json);
    }

    private String text(TwitchUserId channel, String path, String... json) {
        return fetches.text(channel, VIEWER, address(path), List.of(json));
    }

    private String address(String path) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + path;
    }

    @ParameterizedTest
    @CsvSource({
        "data.0.name, Celeste",
        "data.0.price, 19.99",
        "a b, 1",
        "data, (no answer)",
        "no, (no answer)",
        "x.y, (no answer)"
    })
    void aFieldOfJsonIsFound(String path, String said) {
        assertThat(text("/x", path.split("\\."))).isEqualTo(said);
    }

    @Test
    void hostileWordsAreOneHarmlessLine() {
        type = "text/plain";
        body = "a\u0000b\r\nPRIVMSG\u202e " + "\ud83d\ude00".repeat(400);

        assertThat(text("/x"))
                .startsWith("ab  PRIVMSG ")
                .satisfies(line -> assertThat(Characters.count(line)).isEqualTo(400))
                .endsWith("…");
    }

    @Test
    void aPageIsNoAnswerAndTheReasonIsWrittenDownOnceInAWhile() {
        type = "text/html";

        assertThat(text("/x?key=secret")).isEqualTo("(no answer)");
        assertThat(text("/500")).isEqualTo("(no answer)");
        assertThat(notes)
                .containsExactly("127.0.0.1:" + server.getAddress().getPort()
                        + " gave no answer: its answer is empty or a page");
        clock.advance(Duration.ofMinutes(10));
        assertThat(text("/500")).isEqualTo("(no answer)");
        assertThat(notes).hasSize(2).last().asString().endsWith("gave no answer: it answers HTTP 500");
    }

    @Test
    void whatAChannelWithAKeyAsksIsSignedForEachAddressOnTheWay() {
        text("/x");
        key = Optional.of(new Secret("the-key"));
        text("/moved");
        text(new TwitchUserId("2"), "/x");

        assertThat(signatures)
                .containsExactly(
                        "null",
                        Signature.of(key.get(), clock.instant(), CHANNEL, VIEWER, address("/moved")),
                        Signature.of(key.get(), clock.instant(), CHANNEL, VIEWER, address("/here?x=1")),
                        "null");
    }

    @Test
    void anAnswerIsForTheViewerAndTheChannelThatGotIt() {
        type = "text/plain";
        body = "three";
        assertThat(text("/x")).isEqualTo("three");
        body = "four";

        assertThat(fetches.text(CHANNEL, new TwitchUserId("4"), address("/x"), List.of()))
                .isEqualTo("four");
        assertThat(text(new TwitchUserId("2"), "/x")).isEqualTo("four");
        assertThat(text("/x")).isEqualTo("three");
    }

    @Test
    void answersAreKeptForFiveSecondsAndChannelsAskTenTimesAMinute() {
        text("/x", "a b");
        text("/x", "data", "0", "name");
        assertThat(asked).hasValue(1);
        clock.advance(Duration.ofSeconds(5));
        text("/x");
        assertThat(asked).hasValue(2);
        for (int i = 0; i < 20; i++) {
            text("/" + i);
        }
        assertThat(asked).hasValue(10);
        assertThat(notes).last().asString().endsWith("it was asked too often within a minute");
        for (int channel = 2; channel < 20; channel++) {
            for (int i = 0; i < 10; i++) {
                text(new TwitchUserId(Integer.toString(channel)), "/" + channel + "/" + i);
            }
        }
        assertThat(asked).hasValue(60);
        clock.advance(Duration.ofMinutes(1));
        text("/again");
        assertThat(asked).hasValue(61);
    }

    @Test
    void aClockThatIsSetBackKeepsNothingForLonger() {
        type = "text/plain";
        body = "old";
        for (int i = 0; i < 10; i++) {
            text("/" + i);
        }
        type = "text/html";
        text(new TwitchUserId("2"), "/page");
        assertThat(notes).hasSize(1);
        type = "text/plain";
        body = "new";
        clock.set(Duration.ofHours(-1));
        assertThat(text("/0")).as("of the last five seconds").isNotEqualTo("new");

        clock.advance(Duration.ofMinutes(1));
        assertThat(text("/0")).isEqualTo("new");
        clock.advance(Duration.ofMinutes(9));
        type = "text/html";
        text(new TwitchUserId("2"), "/page");
        assertThat(notes).hasSize(2);
    }
}
