package bot.herald.web;

import static org.assertj.core.api.Assertions.assertThat;

import bot.herald.event.Account;
import bot.herald.event.EventOrigin;
import bot.herald.event.ModeratorRemoved;
import bot.herald.identity.Secret;
import bot.herald.testing.FeedClient;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The live feed over real sockets. */
class FeedRouteTest extends AliceOnline {
    @Test
    void watchersGetEveryEventInOrder() {
        try (FeedClient watcher = watch(alice.cookie)) {
            publish("one");
            publish("two");

            JsonNode first = watcher.next();
            JsonNode second = watcher.next();
            assertThat(first.path("type").asText()).isEqualTo("test");
            assertThat(first.path("text").asText()).isEqualTo("one");
            assertThat(first.path("at").asText()).isEqualTo("2030-01-01T12:00:00Z");
            assertThat(first.path("id").isIntegralNumber()).isTrue();
            assertThat(second.path("id").asLong())
                    .isGreaterThan(first.path("id").asLong());
        }
    }

    @Test
    void whoComesBackGetsWhatWasMissed() {
        publish("one");
        publish("two");
        long first = people.feed.latest(ALICE.id()).get(0).id();

        try (FeedClient byQuery = FeedClient.open(address("?after=" + first), own(alice.cookie));
                FeedClient byHeader =
                        FeedClient.open(address(""), with(own(alice.cookie), "Last-Event-ID", "" + first));
                FeedClient all = FeedClient.open(address("?after=0"), own(alice.cookie))) {
            assertThat(byQuery.next().path("text").asText()).isEqualTo("two");
            assertThat(byHeader.next().path("text").asText()).isEqualTo("two");
            assertThat(all.next().path("text").asText()).isEqualTo("one");
        }
        assertThat(FeedClient.refusal(address("?after=x"), own(alice.cookie))).isEqualTo(400);
    }

    @Test
    void scriptsWatchByTheirToken() {
        String token = people.sessions
                .forScript(people.sessions.ofBrowser(new Secret(alice.cookie)).orElseThrow())
                .token()
                .reveal();

        try (FeedClient watcher = FeedClient.open(address(""), "Authorization", "Bearer " + token)) {
            publish("one");
            assertThat(watcher.next().path("text").asText()).isEqualTo("one");
        }
        assertThat(FeedClient.refusal(address(""), "Authorization", "Bearer x")).isEqualTo(401);
    }

    @Test
    void anotherSitesPageWatchesNothing() {
        for (String origin : List.of("https://evil.test", "null", "http://localhost:8080.evil.test")) {
            assertThat(FeedClient.refusal(address(""), "Cookie", "herald_session=" + alice.cookie, "Origin", origin))
                    .as(origin)
                    .isEqualTo(403);
        }
        assertThat(FeedClient.refusal(address(""), "Cookie", "herald_session=" + alice.cookie))
                .as("no origin at all")
                .isEqualTo(403);
    }

    @Test
    void strangersAndOthersAreRefusedBeforeTheUpgrade() {
        assertThat(FeedClient.refusal(address(""), "Origin", Browser.OWN)).isEqualTo(401);
        assertThat(FeedClient.refusal(address(""), own(people.logIn(EVE)))).isEqualTo(404);
        assertThat(FeedClient.refusal(
                        URI.create("ws://127.0.0.1:" + server.port() + "/api/channels/999/events"), own(alice.cookie)))
                .isEqualTo(404);
    }

    @Test
    void anOrdinaryRequestIsToldToUpgrade() {
        HttpResponse<String> answer = server.get("/api/channels/100/events", own(alice.cookie));

        assertThat(answer.statusCode()).isEqualTo(426);
        assertThat(answer.headers().firstValue("Upgrade")).hasValue("websocket");
        assertThat(answer.body()).contains("\"code\":\"websocket_only\"");
    }

    @Test
    void aModeratorWhoLosesTheChannelIsCutOff() {
        people.moderates(MOD, ALICE);
        try (FeedClient watcher = watch(people.logIn(MOD))) {
            people.events.handle(new ModeratorRemoved(
                    new EventOrigin("m1", "channel.moderator.remove", people.clock.instant()),
                    ALICE.id(),
                    new Account(MOD.id(), MOD.login(), MOD.displayName())));

            assertThat(watcher.closeCode()).isEqualTo(1008);
        }
    }

    @Test
    void theFeedEndsWithTheSession() {
        try (FeedClient watcher = watch(alice.cookie)) {
            people.sessions.end(
                    people.sessions.ofBrowser(new Secret(alice.cookie)).orElseThrow());

            assertThat(watcher.closeCode()).isEqualTo(1008);
        }
    }

    @Test
    void theFeedEndsWithTheChannel() {
        try (FeedClient watcher = watch(alice.cookie)) {
            people.channels.disconnected(ALICE.id());

            assertThat(watcher.closeCode()).isEqualTo(1008);
        }
    }

    @Test
    void theFeedOfAScriptEndsWithItsToken() {
        String token = people.sessions
                .forScript(people.sessions.ofBrowser(new Secret(alice.cookie)).orElseThrow())
                .token()
                .reveal();
        try (FeedClient watcher = FeedClient.open(address(""), "Authorization", "Bearer " + token)) {
            people.clock.advance(Duration.ofHours(1));

            assertThat(watcher.closeCode()).isEqualTo(1008);
        }
    }

    @Test
    void stoppingSaysGoodbye() {
        try (FeedClient watcher = watch(alice.cookie)) {
            publish("one");
            watcher.next();

            server.close();

            assertThat(watcher.closeCode()).isEqualTo(1001);
        }
    }

    @Test
    void onePersonWatchesTenFeedsAtMost() {
        List<FeedClient> watchers = new ArrayList<>();
        try {
            for (int i = 0; i < 10; i++) {
                FeedClient watcher = watch(alice.cookie);
                watchers.add(watcher);
                publish("" + i);
                watcher.next();
            }
            assertThat(FeedClient.refusal(address(""), own(alice.cookie))).isEqualTo(429);
        } finally {
            watchers.forEach(FeedClient::close);
        }
    }

    @Test
    @Timeout(60)
    void aReaderThatDoesNotReadIsCutOffAndNobodyWaitsForIt() throws IOException {
        String big = "x".repeat(20_000);
        try (Socket slow = server.connect();
                FeedClient quick = watch(alice.cookie)) {
            slow.getOutputStream()
                    .write(("GET /api/channels/100/events HTTP/1.1\r\nHost: localhost\r\n"
                                    + "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
                                    + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nOrigin: " + Browser.OWN
                                    + "\r\nCookie: herald_session=" + alice.cookie + "\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            assertThat(new String(slow.getInputStream().readNBytes(12), StandardCharsets.US_ASCII))
                    .isEqualTo("HTTP/1.1 101");
            long sent = 0;
            for (int round = 0; round < 20; round++) {
                for (int i = 0; i < 100; i++) {
                    publish(big);
                    sent += big.length();
                }
                for (int i = 0; i < 100; i++) {
                    quick.next();
                }
            }

            assertThat(readToTheEnd(slow)).isLessThan(sent);
        }
    }

    /** How much there was; a connection that is reset has ended, too. */
    private static long readToTheEnd(Socket socket) throws IOException {
        long all = 0;
        byte[] buffer = new byte[65_536];
        InputStream in = socket.getInputStream();
        try {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                all += read;
            }
        } catch (java.net.SocketTimeoutException e) {
            throw new AssertionError("the connection is still open", e);
        } catch (java.net.SocketException reset) {
            return all;
        }
        return all;
    }

    @Test
    void watchersHaveNothingToSay() {
        try (FeedClient chatty = watch(alice.cookie)) {
            chatty.say("hello");
            chatty.say("x".repeat(50_000));
            publish("one");

            assertThat(chatty.next().path("text").asText()).isEqualTo("one");
        }
    }

    private FeedClient watch(String session) {
        return FeedClient.open(address(""), own(session));
    }

    private URI address(String query) {
        return URI.create("ws://127.0.0.1:" + server.port() + "/api/channels/100/events" + query);
    }

    private void publish(String text) {
        people.feed.publish(ALICE.id(), "test", Map.of("text", text));
    }

    private static String[] own(String session) {
        return new String[] {"Cookie", "herald_session=" + session, "Origin", Browser.OWN};
    }

    private static String[] with(String[] headers, String name, String value) {
        String[] all = java.util.Arrays.copyOf(headers, headers.length + 2);
        all[headers.length] = name;
        all[headers.length + 1] = value;
        return all;
    }
}
