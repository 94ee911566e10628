package bot.herald.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import bot.herald.simulator.TestClient.Answer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SubscriptionTest extends WithSimulator {
    private static final String TO = "to_broadcaster_user_id";
    private final List<TestSocket> sockets = new ArrayList<>();

    @AfterEach
    void closeSockets() {
        sockets.forEach(TestSocket::close);
    }

    private String session() {
        TestSocket socket = new TestSocket(simulator.eventSubWebSocketUrl());
        sockets.add(socket);
        return socket.welcome();
    }

    private Answer chat(String token, String session, SimulatedUser broadcaster, SimulatedUser reader) {
        return client.subscribe(
                token,
                session,
                "channel.chat.message",
                "1",
                "broadcaster_user_id",
                broadcaster.id(),
                "user_id",
                reader.id());
    }

    private static void isError(Answer answer, int status, String message) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        assertThat(answer.text("/message")).isEqualTo(message);
    }

    @Test
    void typesAndConditionsAreChecked() {
        String token = token(streamer, "moderator:read:followers");
        String session = session();
        isError(
                client.subscribe(token, session, "channel.nothing", "1"),
                400,
                "The combination of values in the type and version fields is not valid");
        isError(
                client.subscribe(token, session, "channel.follow", "1", "broadcaster_user_id", streamer.id()),
                410,
                "This subscription type is not available.");
        isError(
                client.subscribe(token, session, "channel.follow", "2", "broadcaster_user_id", streamer.id()),
                400,
                "missing required condition field: moderator_user_id");
        isError(
                client.subscribe(
                        token,
                        session,
                        "stream.online",
                        "1",
                        "broadcaster_user_id",
                        streamer.id(),
                        "user_id",
                        bot.id()),
                400,
                "the condition has an unexpected field: user_id");
        isError(
                client.subscribe(token, session, "channel.raid", "1", TO, "999"),
                400,
                "the user in the condition does not exist: to_broadcaster_user_id");
        isError(
                client.subscribe(
                        token, session, "channel.raid", "1", TO, streamer.id(), "from_broadcaster_user_id", bot.id()),
                400,
                "exactly one of from_broadcaster_user_id and to_broadcaster_user_id must be specified");
        isError(
                client.subscribe(token, "AgoQnope", "channel.raid", "1", TO, streamer.id()),
                400,
                "session does not exist or has already disconnected");
        isError(
                client.subscribe(client.appToken(), session, "channel.raid", "1", TO, streamer.id()),
                400,
                "invalid transport and auth combination");
    }

    @Test
    void aSessionBelongsToOneUser() {
        String session = session();
        client.subscribe(token(streamer), session, "channel.raid", "1", TO, streamer.id());
        isError(
                client.subscribe(token(bot), session, "channel.raid", "1", TO, bot.id()),
                400,
                "websocket transport cannot have subscriptions created by different users");
    }

    @Test
    void missingRightsHaveOneText() {
        String refused = "subscription missing proper authorization";
        isError(chat(token(bot), session(), streamer, bot), 403, refused);
        isError(chat(token(viewer, "user:read:chat"), session(), streamer, bot), 403, refused);
        String token = token(bot, "user:read:chat", "moderator:read:followers");
        isError(
                client.subscribe(
                        token,
                        session(),
                        "channel.follow",
                        "2",
                        "broadcaster_user_id",
                        streamer.id(),
                        "moderator_user_id",
                        bot.id()),
                403,
                refused);
        simulator.ban(streamer.id(), bot.id());
        isError(chat(token, session(), streamer, bot), 403, refused);
        simulator.unban(streamer.id(), bot.id());
        assertThat(chat(token, session(), streamer, bot).status()).isEqualTo(202);
    }

    @Test
    void theSameSubscriptionConflictsOnItsSessionAndExistsThreeTimesAtMost() {
        String token = token(streamer);
        String first = session();
        Answer created = client.subscribe(token, first, "channel.raid", "1", TO, streamer.id());
        Answer conflict = client.subscribe(token, first, "channel.raid", "1", TO, streamer.id());
        assertThat(conflict.status()).isEqualTo(409);
        assertThat(conflict.text("/id")).isEqualTo(created.text("/data/0/id"));
        client.subscribe(token, session(), "channel.raid", "1", TO, streamer.id());
        client.subscribe(token, session(), "channel.raid", "1", TO, streamer.id());
        isError(
                client.subscribe(token, session(), "channel.raid", "1", TO, streamer.id()),
                429,
                "maximum subscriptions with type and condition exceeded");
    }

    @Test
    void aUserHasThreeSocketsWithSubscriptions() {
        String token = token(streamer);
        for (String type : List.of("stream.online", "stream.offline", "channel.shared_chat.begin")) {
            assertThat(client.subscribe(token, session(), type, "1", "broadcaster_user_id", streamer.id())
                            .status())
                    .isEqualTo(202);
        }
        isError(
                client.subscribe(token, session(), "channel.raid", "1", TO, streamer.id()),
                429,
                "number of websocket transports limit exceeded");
    }

    @Test
    void channelsThatDidNotConnectTheAppCostPoints() {
        String token = token(bot);
        String session = session();
        token(streamer);
        Answer free = client.subscribe(token, session, "channel.raid", "1", TO, streamer.id());
        assertThat(free.json().at("/data/0/cost").asInt()).isZero();
        assertThat(free.json().at("/max_total_cost").asInt()).isEqualTo(10);
        for (int i = 0; i < 10; i++) {
            Answer paid = client.subscribe(
                    token,
                    session,
                    "channel.raid",
                    "1",
                    TO,
                    simulator.user("chan" + i).id());
            assertThat(paid.json().at("/total_cost").asInt()).isEqualTo(i + 1);
        }
        isError(
                client.subscribe(token, session, "channel.raid", "1", TO, viewer.id()),
                429,
                "subscriptions total cost limit exceeded");
    }

    @Test
    void aSocketHoldsThreeHundredSubscriptionsAndAnAccountJoinsAHundredForeignChats() {
        String token = token(bot, "user:read:chat");
        String session = session();
        for (int i = 0; i < 100; i++) {
            assertThat(chat(token, session, simulator.user("foreign" + i), bot).status())
                    .isEqualTo(202);
        }
        assertThat(chat(token, session, simulator.user("foreign100"), bot).status())
                .isEqualTo(403);
        for (int i = 0; i < 200; i++) {
            SimulatedUser friend = simulator.user("friend" + i);
            simulator.addModerator(friend.id(), bot.id());
            assertThat(chat(token, session, friend, bot).status()).isEqualTo(202);
        }
        simulator.addModerator(streamer.id(), bot.id());
        assertThat(chat(token, session, streamer, bot).status()).isEqualTo(429);
        Answer page = client.helix("GET", "/eventsub/subscriptions", token);
        assertThat(page.json().at("/data")).hasSize(100);
        assertThat(page.json().at("/total").asInt()).isEqualTo(300);
        assertThat(page.text("/pagination/cursor")).isNotEmpty();
    }

    @Test
    void aUserSeesAndDeletesOnlyTheOwnAndDeadOnesStayListedForAnHour() {
        String token = token(streamer);
        TestSocket socket = new TestSocket(simulator.eventSubWebSocketUrl());
        String id = client.subscribe(token, socket.welcome(), "channel.raid", "1", TO, streamer.id())
                .text("/data/0/id");
        assertThat(client.helix("GET", "/eventsub/subscriptions", client.appToken())
                        .json()
                        .at("/data"))
                .isEmpty();
        assertThat(client.helix("DELETE", "/eventsub/subscriptions?id=" + id, token(bot))
                        .status())
                .isEqualTo(404);
        socket.close();
        simulator.awaitSubscriptions(all -> all.stream().noneMatch(SimulatedSubscription::enabled), seconds(10));
        Answer dead = client.helix("GET", "/eventsub/subscriptions", token);
        assertThat(dead.text("/data/0/status")).startsWith("websocket_");
        assertThat(dead.text("/data/0/transport/disconnected_at")).isNotEmpty();
        clock.advance(Duration.ofMinutes(61));
        assertThat(simulator.subscriptions()).isEmpty();
    }

    @Test
    void aDeletedSubscriptionIsGone() {
        String token = token(streamer);
        String id = client.subscribe(token, session(), "channel.raid", "1", TO, streamer.id())
                .text("/data/0/id");
        String path = "/eventsub/subscriptions?id=" + id;
        assertThat(client.helix("DELETE", path, token).status()).isEqualTo(204);
        assertThat(client.helix("DELETE", path, token).status()).isEqualTo(404);
        assertThat(client.helix("GET", "/eventsub/subscriptions?status=enabled&type=x", token)
                        .status())
                .isEqualTo(400);
    }

    @Test
    void staleSessionsCountUntilTwitchNotices() {
        restart(options().withStaleSessions(Duration.ofSeconds(30)));
        String token = token(streamer);
        for (int i = 0; i < 3; i++) {
            client.subscribe(token, session(), "channel.raid", "1", TO, streamer.id());
        }
        simulator.sockets().cutTcp(streamer.id());
        assertThat(client.subscribe(token, session(), "channel.raid", "1", TO, streamer.id())
                        .status())
                .isEqualTo(429);
    }

    @Test
    void aWithdrawnTypeIsRevokedAndThenRefused() {
        String token = token(streamer);
        String session = session();
        client.subscribe(token, session, "channel.raid", "1", TO, streamer.id()).good();
        client.subscribe(token, session, "stream.online", "1", "broadcaster_user_id", streamer.id())
                .good();

        simulator.oddities().withdraw("channel.raid", "1");

        assertThat(sockets.get(0)
                        .next("revocation")
                        .at("/payload/subscription/status")
                        .asText())
                .isEqualTo("version_removed");
        assertThat(simulator.subscriptions())
                .filteredOn(SimulatedSubscription::enabled)
                .extracting(SimulatedSubscription::type)
                .containsExactly("stream.online");
        isError(
                client.subscribe(token, session, "channel.raid", "1", TO, streamer.id()),
                410,
                "This subscription type is not available.");
    }
}
