package bot.herald.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bot.herald.simulator.TestClient.Answer;
import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

class ControlTest extends WithSimulator {
    private static final String CHAT = "/helix/chat/messages";
    private final String token = token(bot, "user:write:chat");

    private Answer say(String text) {
        return client.say(token, streamer.id(), bot.id(), text);
    }

    @Test
    void aTakenPortIsSaidClearly() {
        int port = simulator.baseUrl().getPort();
        assertThatThrownBy(() -> TwitchSimulator.start(options().withPort(port)))
                .isInstanceOf(UncheckedIOException.class)
                .hasCauseInstanceOf(BindException.class)
                .hasMessageContaining("port " + port);
    }

    @Test
    void plannedFaultsHappenInOrderAndOnlyAsOftenAsPlanned() {
        simulator.faults().next("POST", CHAT, 1, Fault.status(503, "busy", "text/plain", Map.of("Retry-After", "1")));
        simulator.faults().next("POST", CHAT, 1, Fault.html(502));
        simulator.faults().next("POST", CHAT, 1, Fault.emptyBody(500));
        Answer busy = say("a");
        assertThat(busy.status()).isEqualTo(503);
        assertThat(busy.body()).isEqualTo("busy");
        assertThat(busy.header("Retry-After")).isEqualTo("1");
        assertThat(say("a").body()).startsWith("<html>");
        assertThat(say("a").body()).isEmpty();
        assertThat(say("a").status()).isEqualTo(200);
        assertThat(simulator.sentMessages()).hasSize(1);
        assertThat(simulator.faults().left()).isZero();
    }

    @Test
    void aControlPlansAStatusWithHeadersAndAJsonBody() {
        String fault = "{\"method\":\"POST\",\"path\":\"/helix/chat\",\"status\":429,"
                + "\"headers\":{\"Ratelimit-Remaining\":0},\"body\":{\"status\":429}}";
        assertThat(client.json("/simulator/faults", fault).status()).isEqualTo(200);
        Answer limited = say("a");
        assertThat(limited.status()).isEqualTo(429);
        assertThat(limited.header("Ratelimit-Remaining")).isEqualTo("0");
        assertThat(limited.json().path("status").asInt()).isEqualTo(429);

        client.json("/simulator/faults", fault);
        client.json("/simulator/faults", "{\"kind\":\"none\"}");
        assertThat(simulator.faults().left()).isZero();

        assertThat(client.json("/simulator/faults", fault.replace("{\"Ratelimit-Remaining\":0}", "\"none\""))
                        .status())
                .isEqualTo(400);
    }

    @Test
    void aResetLogsNothing() {
        Logger jetty = (Logger) LoggerFactory.getLogger("org.eclipse.jetty");
        Level before = jetty.getLevel();
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        log.start();
        jetty.setLevel(Level.WARN);
        jetty.addAppender(log);
        try {
            simulator.faults().next("POST", CHAT, 1, Fault.reset());
            assertThatThrownBy(() -> say("lost")).isInstanceOf(UncheckedIOException.class);
            assertThat(say("shown").status()).isEqualTo(200);
            assertThat(log.list).isEmpty();
        } finally {
            jetty.detachAppender(log);
            jetty.setLevel(before);
        }
    }

    @Test
    void aResetDropsTheConnectionBeforeOrAfterTheWork() {
        simulator.faults().next("POST", CHAT, 2, Fault.reset());
        assertThatThrownBy(() -> say("lost")).isInstanceOf(UncheckedIOException.class);
        simulator.faults().clear();
        assertThat(simulator.sentMessages()).isEmpty();
        simulator.faults().next("POST", CHAT, 1, Fault.resetAfterProcessing());
        assertThatThrownBy(() -> say("done")).isInstanceOf(UncheckedIOException.class);
        assertThat(simulator.sentMessages()).extracting(SentMessage::text).containsExactly("done");
    }

    @Test
    void aDelayHoldsTheAnswerBack() {
        simulator.faults().next("POST", CHAT, 1, Fault.delay(Duration.ofMillis(200)));
        long start = System.nanoTime();
        assertThat(say("a").status()).isEqualTo(200);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(190));
    }

    @ParameterizedTest
    @ValueSource(strings = {"stall", "endless", "trickle"})
    void anAnswerThatDoesNotEndBeginsAndNothingIsDone(String kind) throws Exception {
        client.json(
                "/simulator/faults",
                "{\"method\":\"POST\",\"path\":\"" + CHAT + "\",\"kind\":\"" + kind + "\",\"millis\":1500}");
        URI address = simulator.baseUrl().resolve(CHAT);
        HttpResponse<InputStream> answer = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(address)
                                .POST(HttpRequest.BodyPublishers.ofString("{}"))
                                .build(),
                        HttpResponse.BodyHandlers.ofInputStream());
        try (InputStream body = answer.body()) {
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(body.read()).isEqualTo('{');
            assertThatThrownBy(() -> body.transferTo(OutputStream.nullOutputStream()))
                    .isInstanceOf(IOException.class);
        }
        assertThat(simulator.sentMessages()).isEmpty();
        assertThat(say("a").status()).isEqualTo(200);
    }

    @Test
    void aFaultMayMeetWhatConcernsOneAccountAlone() {
        TokenPair owned = simulator.grant(streamer.id(), List.of("user:write:chat"));
        simulator.faults().next("*", "/", streamer.id(), 3, Fault.status(503));
        assertThat(client.helix("GET", "/users?id=" + bot.id(), token).status()).isEqualTo(200);
        assertThat(client.helix("GET", "/users?id=" + streamer.id(), token).status())
                .isEqualTo(503);
        assertThat(client.helix("GET", "/users", owned.accessToken()).status()).isEqualTo(503);
        assertThat(say("a").status()).isEqualTo(503);
        assertThat(say("a").status()).isEqualTo(200);
    }

    @Test
    void requestsAreLoggedWithoutQueries() {
        client.helix("GET", "/users?login=streamer", token);
        assertThat(simulator.requests().count("GET", "/helix/users")).isEqualTo(1);
        assertThat(simulator.requests().all())
                .allMatch(entry -> !entry.path().contains("?"))
                .last()
                .satisfies(entry -> assertThat(entry.status()).isEqualTo(200));
    }

    @Test
    void waitingEndsWithAClearErrorOrWithTheMessages() {
        assertThatThrownBy(() -> simulator.awaitMessages(all -> !all.isEmpty(), Duration.ofMillis(50)))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("the messages were still: []");
        say("a");
        assertThat(simulator.awaitMessages(all -> all.size() == 1, seconds(5))).hasSize(1);
    }

    @Test
    void controlsWorkOverHttp() {
        Answer raid = client.json("/simulator/raid", "{\"from\":\"raider\",\"to\":\"streamer\",\"viewers\":42}");
        assertThat(raid.status()).isEqualTo(200);
        assertThat(raid.text("/notified")).isEqualTo("0");
        Answer chat = client.json(
                "/simulator/chat",
                "{\"channel\":\"streamer\",\"chatter\":\"viewer\",\"text\":\"!ping\",\"role\":\"vip\"}");
        assertThat(chat.text("/messageId")).isNotEmpty();
        assertThat(client.json("/simulator/live", "{\"channel\":\"streamer\"}").status())
                .isEqualTo(200);
        assertThat(client.json("/simulator/offline", "{\"channel\":\"streamer\"}")
                        .status())
                .isEqualTo(200);
        assertThat(client.json("/simulator/moderators", "{\"channel\":\"streamer\",\"user\":\"thebot\"}")
                        .status())
                .isEqualTo(200);
        client.json(
                "/simulator/faults",
                "{\"method\":\"POST\",\"path\":\"/helix/chat\",\"kind\":\"emptyBody\",\"status\":500}");
        assertThat(say("a").status()).isEqualTo(500);
        say("b");
        assertThat(client.get("/simulator/messages").text("/data/0/text")).isEqualTo("b");
        assertThat(client.get("/simulator/requests").json().at("/data")).isNotEmpty();
        assertThat(client.get("/simulator/subscriptions").json().at("/data")).isEmpty();
        client.json("/simulator/revoke", "{\"user\":\"thebot\"}");
        assertThat(say("c").status()).isEqualTo(401);
    }

    @Test
    void badInputIsExplained() {
        Answer missing = client.json("/simulator/raid", "{\"from\":\"raider\"}");
        assertThat(missing.status()).isEqualTo(400);
        assertThat(missing.text("/message")).isEqualTo("'to' is missing or not a text");
        assertThat(client.json("/simulator/raid", "no json").status()).isEqualTo(400);
        assertThat(client.json("/simulator/raid", "{\"from\":\"a b\",\"to\":\"streamer\"}")
                        .status())
                .isEqualTo(400);
        assertThat(client.json("/simulator/nothing", "{}").status()).isEqualTo(404);
    }

    @Test
    void thePageShowsAChannelAndItsFormsLeadBackToIt() {
        say("<b>hi</b>");
        Answer page = client.get("/?channel=streamer");
        assertThat(page.body())
                .contains("streamer", "action=\"/simulator/raid\"", "src=\"/simulator/chat?channel=streamer\"")
                .doesNotContain(simulator.clientSecret());
        assertThat(client.get("/simulator/chat?channel=streamer").body())
                .contains("&lt;b&gt;hi&lt;/b&gt;")
                .doesNotContain("<b>hi");
        Answer raid = client.form("/simulator/raid", "from", "raider", "to", "streamer", "viewers", "3");
        assertThat(raid.status()).isEqualTo(303);
        assertThat(raid.header("Location")).isEqualTo("/?channel=streamer");
    }

    @Test
    void whatCannotHappenIsSaidOnThePage() {
        say("hi");
        Answer refused = client.form("/simulator/raid", "from", "streamer", "to", "streamer", "viewers", "3");

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.body()).contains("a channel cannot raid itself", "src=\"/simulator/chat?channel=streamer\"");
    }

    @Test
    void everyAccountHasAPictureOfItsOwn() {
        Answer one = client.get("/pictures/100001.svg");
        assertThat(one.header("Content-Type")).isEqualTo("image/svg+xml");
        assertThat(one.body()).isNotEqualTo(client.get("/pictures/100002.svg").body());
        assertThat(client.get("/pictures/x.svg").status()).isEqualTo(404);
    }

    @Test
    void pagesOfOtherOriginsAreRefused() {
        Answer answer = TestClient.send(client.to("/simulator/revoke")
                .header("Origin", "http://elsewhere.example")
                .header("Content-Type", "text/plain")
                .POST(HttpRequest.BodyPublishers.ofString("{\"user\":\"thebot\"}")));
        assertThat(answer.status()).isEqualTo(400);
        assertThat(say("a").status()).isEqualTo(200);
    }
}
