package bot.herald.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import bot.herald.simulator.TestClient.Answer;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ConduitTest extends WithSimulator {
    private final String app = client.appToken();

    private String create(int shards) {
        return client.helix("POST", "/eventsub/conduits", app, "{\"shard_count\":" + shards + "}")
                .text("/data/0/id");
    }

    private Answer assign(String conduit, int shard, String session) {
        return client.helix(
                "PATCH",
                "/eventsub/conduits/shards",
                app,
                "{\"conduit_id\":\"%s\",\"shards\":[{\"id\":\"%d\",\"transport\":{\"method\":\"websocket\",\"session_id\":\"%s\"}}]}"
                        .formatted(conduit, shard, session));
    }

    private Answer subscribe(String token, String conduit) {
        return client.helix("POST", "/eventsub/subscriptions", token, """
                {"type":"channel.chat.message","version":"1",
                 "condition":{"broadcaster_user_id":"%s","user_id":"%s"},
                 "transport":{"method":"conduit","conduit_id":"%s"}}
                """.formatted(streamer.id(), bot.id(), conduit));
    }

    @Test
    void conduitsAreTheAppsAndFiveAtMost() {
        assertThat(client.helix("GET", "/eventsub/conduits", token(bot)).status())
                .isEqualTo(401);
        for (int i = 0; i < 5; i++) {
            create(1);
        }
        assertThat(client.helix("POST", "/eventsub/conduits", app, "{\"shard_count\":1}")
                        .status())
                .isEqualTo(429);
        assertThat(client.helix("POST", "/eventsub/conduits", app, "{\"shard_count\":0}")
                        .status())
                .isEqualTo(400);
        assertThat(client.helix("GET", "/eventsub/conduits", app).json().at("/data"))
                .hasSize(5);
        assertThat(client.helix("DELETE", "/eventsub/conduits?id=unknown", app).status())
                .isEqualTo(404);
    }

    @Test
    void shardErrorsHideInAnAcceptedAnswer() {
        String conduit = create(1);
        Answer range = assign(conduit, 3, "x");
        assertThat(range.status()).isEqualTo(202);
        assertThat(range.json().at("/data")).isEmpty();
        assertThat(range.text("/errors/0/code")).isEqualTo("invalid_parameter");
        assertThat(assign("unknown", 0, "x").status()).isEqualTo(404);
    }

    @Test
    void aConduitsSubscriptionsNeedBothGrantsAndOutliveTheSocket() {
        String conduit = create(2);
        assertThat(subscribe(token(bot, "user:read:chat", "user:bot"), conduit).status())
                .isEqualTo(400);
        assertThat(subscribe(app, conduit).status()).isEqualTo(403);
        token(streamer, "channel:bot");
        try (TestSocket first = new TestSocket(simulator.eventSubWebSocketUrl())) {
            assign(conduit, 0, first.welcome());
            assertThat(subscribe(app, conduit).status()).isEqualTo(202);
            assertThat(subscribe(app, conduit).status()).isEqualTo(409);
            simulator.chat(ChatLine.of(streamer.id(), viewer.id(), "one"));
            assertThat(first.next("notification")
                            .at("/payload/subscription/transport/conduit_id")
                            .asText())
                    .isEqualTo(conduit);
            simulator.sockets().closeAll(4000);
            assertThat(first.closeCode()).isEqualTo(4000);
        }
        assertThat(client.helix("GET", "/eventsub/conduits/shards?conduit_id=" + conduit, app)
                        .text("/data/0/status"))
                .isEqualTo("websocket_internal_error");
        assertThat(simulator
                        .chat(ChatLine.of(streamer.id(), viewer.id(), "lost"))
                        .notified())
                .isZero();
        try (TestSocket second = new TestSocket(simulator.eventSubWebSocketUrl())) {
            assertThat(assign(conduit, 1, second.welcome()).json().at("/data")).hasSize(1);
            assertThat(simulator
                            .chat(ChatLine.of(streamer.id(), viewer.id(), "two"))
                            .notified())
                    .isEqualTo(1);
            second.next("notification");
            simulator.revokeGrant(streamer.id());
            second.next("revocation");
        }
    }

    @Test
    void anotherShardIsToldOfADisabledOne() {
        String conduit = create(2);
        client.helix("POST", "/eventsub/subscriptions", app, """
                {"type":"conduit.shard.disabled","version":"1","condition":{"client_id":"%s"},
                 "transport":{"method":"conduit","conduit_id":"%s"}}
                """.formatted(simulator.clientId(), conduit));
        try (TestSocket first = new TestSocket(simulator.eventSubWebSocketUrl());
                TestSocket second = new TestSocket(simulator.eventSubWebSocketUrl())) {
            assign(conduit, 0, first.welcome());
            assign(conduit, 1, second.welcome());
            second.drop();
            assertThat(first.next("notification").at("/payload/event/shard_id").asText())
                    .isEqualTo("1");
        }
    }

    @Test
    void aConduitThatNobodyServesIsGoneAfterSeventyTwoHours() {
        String served = create(1);
        create(1);
        try (TestSocket socket = new TestSocket(simulator.eventSubWebSocketUrl())) {
            assign(served, 0, socket.welcome());
            clock.advance(Duration.ofHours(73));
            String again = client.appToken();
            assertThat(client.helix("GET", "/eventsub/conduits", again).json().at("/data"))
                    .hasSize(1);
        }
    }

    @Test
    void deletingAConduitEndsItsSubscriptions() {
        String conduit = create(1);
        simulator.addModerator(streamer.id(), bot.id());
        token(bot, "user:read:chat", "user:bot");
        assertThat(subscribe(app, conduit).status()).isEqualTo(202);
        assertThat(client.helix("DELETE", "/eventsub/conduits?id=" + conduit, app)
                        .status())
                .isEqualTo(204);
        assertThat(simulator.subscriptions())
                .extracting(SimulatedSubscription::status)
                .containsExactly("conduit_deleted");
    }
}
