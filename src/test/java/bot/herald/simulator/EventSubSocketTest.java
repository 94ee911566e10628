package bot.herald.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class EventSubSocketTest extends WithSimulator {
    private TestSocket socket = new TestSocket(simulator.eventSubWebSocketUrl());

    @AfterEach
    void closeSocket() {
        socket.close();
    }

    private void startWith(SimulatorOptions options) {
        socket.close();
        restart(options);
        socket = new TestSocket(simulator.eventSubWebSocketUrl());
    }

    private String subscribeToRaids() {
        String session = socket.welcome();
        int status = client.subscribe(
                        token(streamer), session, "channel.raid", "1", "to_broadcaster_user_id", streamer.id())
                .status();
        assertThat(status).isEqualTo(202);
        return session;
    }

    private JsonNode nextRaid() {
        return socket.next("notification").at("/payload/event");
    }

    @Test
    void theWelcomeTellsTheKeepaliveAskedForWithinTwitchsBounds() {
        JsonNode session = socket.next("session_welcome").at("/payload/session");
        assertThat(session.at("/keepalive_timeout_seconds").asInt()).isEqualTo(10);
        assertThat(session.at("/reconnect_url").isNull()).isTrue();
        for (int[] pair : new int[][] {{5, 10}, {30, 30}, {999, 600}}) {
            try (TestSocket other =
                    new TestSocket(simulator.eventSubWebSocketUrl() + "?keepalive_timeout_seconds=" + pair[0])) {
                assertThat(other.next()
                                .at("/payload/session/keepalive_timeout_seconds")
                                .asInt())
                        .isEqualTo(pair[1]);
            }
        }
    }

    @Test
    void silenceIsFilledWithKeepalives() {
        startWith(options().withKeepalive(Duration.ofMillis(100)));
        subscribeToRaids();
        JsonNode first = socket.next("session_keepalive");
        JsonNode second = socket.next("session_keepalive");
        assertThat(first.at("/metadata/message_id").asText())
                .isNotEqualTo(second.at("/metadata/message_id").asText());
    }

    @Test
    void anUnusedSocketIsClosed() {
        startWith(options().withSubscribeWindow(Duration.ofMillis(100)));
        assertThat(socket.closeCode()).isEqualTo(4003);
    }

    @Test
    void aSocketThatLostItsLastSubscriptionIsClosed() {
        startWith(options().withSubscribeWindow(Duration.ofMillis(1500)));
        subscribeToRaids();
        simulator.revokeGrant(streamer.id());
        assertThat(socket.next("revocation").at("/payload/subscription/status").asText())
                .isEqualTo("authorization_revoked");
        assertThat(socket.closeCode()).isEqualTo(4003);
    }

    @Test
    void whatIsSubscribedAboutADeletedAccountIsTakenBack() {
        subscribeToRaids();
        simulator.deleteAccount(streamer.id());
        assertThat(socket.next("revocation").at("/payload/subscription/status").asText())
                .isEqualTo("user_removed");
        assertThat(simulator.user(streamer.login()).id()).isNotEqualTo(streamer.id());
    }

    @Test
    void aClientThatSpeaksIsClosed() {
        subscribeToRaids();
        socket.say("hello");
        assertThat(socket.closeCode()).isEqualTo(4001);
        assertThat(simulator.subscriptions())
                .extracting(SimulatedSubscription::status)
                .containsExactly("websocket_received_inbound_traffic");
    }

    @Test
    void subscriptionsMoveToTheNewSocketAtAReconnect() {
        startWith(options().withReconnectGrace(Duration.ofMillis(1500)));
        String session = subscribeToRaids();
        simulator.sockets().reconnect(streamer.id());
        JsonNode asked = socket.next("session_reconnect").at("/payload/session");
        assertThat(asked.at("/keepalive_timeout_seconds").isNull()).isTrue();
        String url = asked.at("/reconnect_url").asText();
        simulator.raid(viewer.id(), streamer.id(), 1);
        assertThat(nextRaid().at("/viewers").asInt()).isEqualTo(1);
        try (TestSocket fresh = new TestSocket(url);
                TestSocket twice = new TestSocket(url)) {
            assertThat(fresh.welcome()).isEqualTo(session);
            assertThat(twice.closeCode()).isEqualTo(4007);
            assertThat(simulator.raid(viewer.id(), streamer.id(), 2).notified()).isEqualTo(1);
            assertThat(fresh.next("notification").at("/payload/event/viewers").asInt())
                    .isEqualTo(2);
            assertThat(socket.closeCode()).isEqualTo(4004);
            assertThat(simulator.subscriptions()).allMatch(SimulatedSubscription::enabled);
        }
    }

    @Test
    void aReconnectThatNobodyFollowsEndsTheSession() {
        startWith(options().withReconnectGrace(Duration.ofMillis(100)));
        subscribeToRaids();
        simulator.sockets().reconnectAll();
        assertThat(socket.closeCode()).isEqualTo(4004);
        assertThat(simulator.subscriptions())
                .extracting(SimulatedSubscription::status)
                .containsExactly("websocket_failed_to_reconnect");
    }

    @Test
    void closingTheOldSocketFirstMakesTheReconnectAddressInvalid() {
        subscribeToRaids();
        simulator.sockets().reconnectAll();
        String url = socket.next("session_reconnect")
                .at("/payload/session/reconnect_url")
                .asText();
        socket.close();
        simulator.awaitSubscriptions(all -> all.stream().noneMatch(SimulatedSubscription::enabled), seconds(10));
        try (TestSocket late = new TestSocket(url)) {
            assertThat(late.closeCode()).isEqualTo(4007);
        }
    }

    @Test
    void aClientThatAnswersPingsStays() {
        startWith(options().withPingInterval(Duration.ofMillis(50)).withKeepalive(Duration.ofMillis(60)));
        subscribeToRaids();
        for (int i = 0; i < 6; i++) {
            socket.next("session_keepalive");
        }
        assertThat(simulator.sockets().count()).isEqualTo(1);
    }

    @Test
    void aClientThatAnswersNoPingIsDropped() {
        startWith(options().withPingInterval(Duration.ofMillis(100)));
        socket.close();
        await().until(() -> simulator.sockets().count() == 0);
        WebSocket deaf = HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .buildAsync(URI.create(simulator.eventSubWebSocketUrl()), new WebSocket.Listener() {
                    @Override
                    public void onOpen(WebSocket opened) {
                        // asks for no frames, so that no ping is read
                    }
                })
                .join();
        await().until(() -> simulator.sockets().count() == 1);
        await().until(() -> simulator.sockets().count() == 0);
        deaf.abort();
    }

    @Test
    void socketsCanBeClosedCutSilencedAndFedGarbage() {
        subscribeToRaids();
        assertThat(simulator.sockets().sendRaw("{garbage")).isEqualTo(1);
        assertThat(socket.nextText()).isEqualTo("{garbage");
        simulator.raid(viewer.id(), streamer.id(), 3);
        String id = socket.next("notification").at("/metadata/message_id").asText();
        simulator.sockets().duplicateLast();
        assertThat(socket.next("notification").at("/metadata/message_id").asText())
                .isEqualTo(id);
        simulator.sockets().silence(streamer.id());
        assertThat(simulator.raid(viewer.id(), streamer.id(), 4).notified()).isZero();
        assertThat(simulator.sockets().cutTcp(streamer.id())).isEqualTo(1);
        assertThat(socket.closeCode()).isEqualTo(1006);
        assertThat(socket.isQuiet()).isTrue();
        assertThat(simulator.subscriptions())
                .extracting(SimulatedSubscription::status)
                .containsExactly("websocket_network_error");
        try (TestSocket other = new TestSocket(simulator.eventSubWebSocketUrl())) {
            other.welcome();
            assertThat(simulator.sockets().closeAll(4000)).isEqualTo(1);
            assertThat(other.closeCode()).isEqualTo(4000);
        }
    }
}
