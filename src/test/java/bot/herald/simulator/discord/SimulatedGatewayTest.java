package bot.herald.simulator.discord;

import static org.assertj.core.api.Assertions.assertThat;

import bot.herald.testing.TestClock;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The rules by which the simulated gateway lets a bot in, keeps its session, and throws it out. */
class SimulatedGatewayTest {
    private static final String JSON_V10 = "?v=10&encoding=json";

    private final TestClock clock = new TestClock();
    private DiscordSimulator discord =
            DiscordSimulator.start(DiscordOptions.defaults().withClock(clock));

    @AfterEach
    void stop() {
        discord.close();
    }

    private void restart(DiscordOptions options) {
        discord.close();
        discord = DiscordSimulator.start(options);
    }

    private String identify(String more) {
        return "{\"op\":2,\"d\":{\"token\":\"%s\",\"properties\":{\"os\":\"linux\"}%s}}"
                .formatted(discord.botToken(), more);
    }

    private String resume(JsonNode ready, long seq) {
        return "{\"op\":6,\"d\":{\"token\":\"%s\",\"session_id\":\"%s\",\"seq\":%d}}"
                .formatted(discord.botToken(), ready.at("/d/session_id").asText(), seq);
    }

    private Client connect() {
        Client client = new Client(discord.gatewayUrl() + JSON_V10);
        assertThat(client.next().path("op").asInt()).isEqualTo(10);
        return client;
    }

    private JsonNode begin(Client client) {
        client.say(identify(",\"intents\":3,\"shard\":[0,1]"));
        JsonNode ready = client.next();
        assertThat(ready.path("t").asText()).isEqualTo("READY");
        return ready;
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            4001 | {"op":99,"d":null}
            4002 | no JSON
            4003 | {"op":8,"d":{}}
            4003 | {"op":3,"d":{}}
            4004 | {"op":2,"d":{"token":"wrong","properties":{},"intents":1}}
            4004 | {"op":6,"d":{"token":"wrong","session_id":"s","seq":1}}
            """)
    void whatABotMayNotSendClosesTheSocket(int code, String frame) {
        Client client = connect();
        client.say(frame);

        assertThat(client.closeCode()).isEqualTo(code);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            4010 | ,"intents":1,"shard":[1,1]
            4010 | ,"intents":1,"shard":[0,2]
            4013 | ,"intents":-1
            4013 | ''
            4014 | ,"intents":32769
            """)
    void anIdentificationWithSomethingWrongIsRefused(int code, String more) {
        Client client = connect();
        client.say(identify(more));

        assertThat(client.closeCode()).isEqualTo(code);
    }

    @Test
    void anIdentificationSaysWhatTheBotRunsOn() {
        Client client = connect();
        client.say("{\"op\":2,\"d\":{\"token\":\"%s\",\"intents\":1}}".formatted(discord.botToken()));

        assertThat(client.closeCode()).isEqualTo(4002);
    }

    @ParameterizedTest
    @ValueSource(strings = {"?encoding=json", "?v=6&encoding=json"})
    void versionsThatAreNoMoreAreRefused(String query) {
        assertThat(new Client(discord.gatewayUrl() + query).closeCode()).isEqualTo(4012);
    }

    @ParameterizedTest
    @ValueSource(ints = {4000, 4002, 4003, 4008})
    void aSessionOutlivesMostEndsOfItsSocket(int code) {
        Client first = connect();
        JsonNode ready = begin(first);
        discord.gateway().close(code);
        assertThat(first.closeCode()).isEqualTo(code);
        Client second = connect();

        second.say(resume(ready, 1));

        assertThat(second.next().path("t").asText()).isEqualTo("RESUMED");
    }

    @ParameterizedTest
    @ValueSource(ints = {4007, 4009})
    void aSessionThatDiscordEndedCannotBeResumed(int code) {
        Client first = connect();
        JsonNode ready = begin(first);
        discord.gateway().close(code);
        assertThat(first.closeCode()).isEqualTo(code);
        Client second = connect();

        second.say(resume(ready, 1));

        JsonNode invalid = second.next();
        assertThat(invalid.path("op").asInt()).isEqualTo(9);
        assertThat(invalid.path("d").asBoolean()).isFalse();
    }

    @Test
    void whoIsIdentifiedMayNotResumeASession() {
        Client client = connect();
        JsonNode ready = begin(client);

        client.say(resume(ready, 1));

        assertThat(client.closeCode()).isEqualTo(4005);
    }

    @Test
    void whoSendsNoHeartbeatIsTimedOut() {
        restart(DiscordOptions.defaults().withHeartbeat(Duration.ofMillis(100)));
        Client client = connect();
        begin(client);

        assertThat(client.closeCode()).isEqualTo(4009);
    }

    @Test
    void whoIdentifiesTooOftenInADayNeedsAnotherToken() {
        restart(DiscordOptions.defaults().withClock(clock).withIdentifiesADay(2));
        String before = discord.botToken();
        begin(connect());
        clock.advance(Duration.ofSeconds(6));
        Client second = connect();
        begin(second);
        clock.advance(Duration.ofSeconds(6));
        Client third = connect();

        third.say(identify(",\"intents\":1"));

        assertThat(third.closeCode()).isEqualTo(4004);
        assertThat(second.closeCode()).isEqualTo(4004);
        assertThat(discord.botToken()).isNotEqualTo(before);
    }

    @Test
    void identificationsOfYesterdayDoNotCount() {
        restart(DiscordOptions.defaults().withClock(clock).withIdentifiesADay(1));
        begin(connect());
        clock.advance(Duration.ofDays(1));

        begin(connect());
    }

    /** A bot at the gateway. */
    private static final class Client implements WebSocket.Listener {
        private static final ObjectMapper JSON = new ObjectMapper();
        private static final int PATIENCE_SECONDS = 20;

        private final BlockingQueue<String> frames = new LinkedBlockingQueue<>();
        private final CompletableFuture<Integer> closed = new CompletableFuture<>();
        private final StringBuilder partial = new StringBuilder();
        private final WebSocket socket;

        Client(String url) {
            socket = HttpClient.newHttpClient()
                    .newWebSocketBuilder()
                    .buildAsync(URI.create(url), this)
                    .join();
        }

        @Override
        public CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
            partial.append(data);
            if (last) {
                frames.add(partial.toString());
                partial.setLength(0);
            }
            webSocket.request(1);
            return CompletableFuture.completedStage(null);
        }

        @Override
        public CompletionStage<?> onClose(WebSocket webSocket, int code, String reason) {
            closed.complete(code);
            return CompletableFuture.completedStage(null);
        }

        void say(String text) {
            socket.sendText(text, true).join();
        }

        JsonNode next() {
            try {
                String frame = frames.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
                if (frame == null) {
                    throw new AssertionError("no frame came");
                }
                return JSON.readTree(frame);
            } catch (InterruptedException | JsonProcessingException e) {
                throw new AssertionError(e);
            }
        }

        int closeCode() {
            return closed.orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
        }
    }
}
