package bot.herald.twitch.eventsub;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import bot.herald.auth.AccessTokens;
import bot.herald.auth.CredentialKey;
import bot.herald.identity.ProviderFailure;
import bot.herald.identity.Secret;
import bot.herald.identity.TwitchUserId;
import bot.herald.subscription.ActualSubscription;
import bot.herald.subscription.DesiredSubscription;
import bot.herald.subscription.SubscriptionApi.CostTotals;
import bot.herald.subscription.SubscriptionApi.CreateAnswer;
import bot.herald.subscription.SubscriptionApi.Kind;
import bot.herald.subscription.SubscriptionApi.ListAnswer;
import bot.herald.testing.Doors;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HttpSubscriptionApiTest implements AccessTokens {
    private static final CredentialKey OWNER = CredentialKey.channel(new TwitchUserId("111"));
    private static final DesiredSubscription RAID = new DesiredSubscription(
            "channel.raid", "1", Map.of("to_broadcaster_user_id", "111"), new TwitchUserId("111"), OWNER);

    private record Reply(int status, String body) {}

    private final Deque<Reply> replies = new ArrayDeque<>();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private AfterUnauthorized after = new AfterUnauthorized.Repeat(new Secret("old"));
    private Answer token = new Answer.Available(new Secret("old"));
    private HttpServer server;
    private HttpSubscriptionApi api;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
            requests.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " "
                    + exchange.getRequestHeaders().getFirst("Authorization") + " "
                    + exchange.getRequestHeaders().getFirst("Client-Id") + (body.isEmpty() ? "" : " " + body));
            Reply reply = replies.pop();
            byte[] answer = reply.body().getBytes(UTF_8);
            exchange.sendResponseHeaders(reply.status(), answer.length == 0 ? -1 : answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        server.start();
        URI address = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/eventsub/subscriptions");
        api = new HttpSubscriptionApi(Doors.to(address, "cid", this), address);
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Override
    public Answer accessToken(CredentialKey key) {
        assertThat(key).isEqualTo(OWNER);
        return token;
    }

    @Override
    public AfterUnauthorized afterUnauthorized(CredentialKey key, Secret refused) {
        assertThat(refused).isEqualTo(new Secret("old"));
        return after;
    }

    private void reply(int status, String body) {
        replies.add(new Reply(status, body));
    }

    @Test
    void aSubscriptionIsCreatedWithTheOwnersTokenOnTheGivenSession() {
        reply(202, "{\"data\":[{\"id\":\"sub1\",\"status\":\"enabled\",\"cost\":1}]}");
        assertThat(api.create(OWNER, RAID, "s1")).isEqualTo(new CreateAnswer.Created("sub1", 1, Optional.empty()));
        assertThat(requests)
                .containsExactly("POST /eventsub/subscriptions Bearer old cid"
                        + " {\"type\":\"channel.raid\",\"version\":\"1\","
                        + "\"condition\":{\"to_broadcaster_user_id\":\"111\"},"
                        + "\"transport\":{\"method\":\"websocket\",\"session_id\":\"s1\"}}");
    }

    @Test
    void aRefusedTokenIsRenewedAndTheCallRepeatedOnce() {
        after = new AfterUnauthorized.Repeat(new Secret("new"));
        reply(401, "{\"message\":\"Invalid OAuth token\"}");
        reply(401, "{\"message\":\"Invalid OAuth token\"}");
        assertThat(kindOf(api.create(OWNER, RAID, "s1")))
                .as("the token is good, so it is this call's bad luck")
                .isEqualTo(Kind.SERVER_ERROR);
        assertThat(requests).hasSize(2);
        assertThat(requests.get(1)).contains("Bearer new");
    }

    @Test
    void aRefreshThatIsPostponedIsNoRefusal() {
        after = new AfterUnauthorized.Later(
                new ProviderFailure.RetryLater("HTTP 503", Optional.of(Duration.ofSeconds(1))));
        reply(401, "{\"message\":\"Invalid OAuth token\"}");
        assertThat(api.create(OWNER, RAID, "s1"))
                .isEqualTo(new CreateAnswer.Failed(
                        Kind.NO_ANSWER,
                        new ProviderFailure.RetryLater("HTTP 503", Optional.of(Duration.ofSeconds(1)))));
        assertThat(requests).hasSize(1);
    }

    @Test
    void onlyARefusedRefreshIsForAPerson() {
        after = new AfterUnauthorized.Refused(new ProviderFailure.Reauthorize("connect again"));
        reply(401, "{\"message\":\"Invalid OAuth token\"}");
        assertThat(kindOf(api.create(OWNER, RAID, "s1"))).isEqualTo(Kind.UNAUTHORIZED);
    }

    @Test
    void withoutATokenNothingIsSent() {
        token = new Answer.Unavailable(new ProviderFailure.Reauthorize("connect again"));
        assertThat(kindOf(api.create(OWNER, RAID, "s1"))).isEqualTo(Kind.UNAUTHORIZED);
        token = new Answer.Unavailable(new ProviderFailure.RetryLater("down", Optional.empty()));
        assertThat(kindOf(api.create(OWNER, RAID, "s1"))).isEqualTo(Kind.NO_ANSWER);
        assertThat(requests).isEmpty();
    }

    @Test
    void aConflictNamesWhatExistsIfTwitchDoes() {
        reply(409, "{\"message\":\"subscription already exists\",\"id\":\"sub9\"}");
        assertThat(api.create(OWNER, RAID, "s1")).isEqualTo(new CreateAnswer.AlreadyExists(Optional.of("sub9")));
        reply(409, "{\"error\":\"Conflict\",\"message\":\"Subscription by the specified type already exists\"}");
        assertThat(api.create(OWNER, RAID, "s1")).isEqualTo(new CreateAnswer.AlreadyExists(Optional.empty()));
    }

    @ParameterizedTest
    @CsvSource({
        "400, unknown user, REJECTED",
        "400, non-existent session_id, DEAD_SESSION",
        "400, websocket transport cannot have subscriptions created by different users, REJECTED",
        "403, subscription missing proper authorization, FORBIDDEN",
        "404, nothing here, REJECTED",
        "410, This subscription type is not available., REJECTED",
        "429, maximum subscriptions with type and condition exceeded, TOO_MANY_ALIKE",
        "429, number of websocket transports limit exceeded, TOO_MANY_SOCKETS",
        "429, total cost exceeded, COST_EXCEEDED",
        "429, Too Many Requests, RATE_LIMITED",
        "500, oops, SERVER_ERROR",
        "503, , SERVER_ERROR",
    })
    void refusalsAreToldApart(int status, String message, Kind kind) {
        reply(status, "{\"status\":" + status + ",\"message\":\"" + message + "\"}");
        assertThat(kindOf(api.create(OWNER, RAID, "s1"))).isEqualTo(kind);
    }

    @Test
    void plainTextAndSuccessWithoutContentAreNotTakenForSuccess() {
        reply(404, "404 page not found");
        assertThat(kindOf(api.create(OWNER, RAID, "s1"))).isEqualTo(Kind.REJECTED);
        reply(202, "accepted");
        assertThat(kindOf(api.create(OWNER, RAID, "s1"))).isEqualTo(Kind.SERVER_ERROR);
    }

    @Test
    void allPagesAreReadAndUnknownTypesAndFieldsPass() {
        reply(200, """
                {"data":[{"id":"a","type":"channel.raid","version":"1","status":"enabled","cost":1,"new":{},
                 "condition":{"to_broadcaster_user_id":"111","from_broadcaster_user_id":""},
                 "transport":{"method":"websocket","session_id":"s1"}},{"no":"id"},7],
                 "pagination":{"cursor":"c=1&x"}}""");
        reply(200, """
                {"data":[{"id":"b","type":"of.tomorrow","version":"9","status":"strange",
                 "condition":{"n":5},"transport":{"method":"pigeon"}}],"pagination":{}}""");
        ListAnswer answer = api.list(OWNER);
        assertThat(answer)
                .isEqualTo(new ListAnswer.Listed(
                        List.of(
                                new ActualSubscription(
                                        "a",
                                        "channel.raid",
                                        "1",
                                        Map.of("to_broadcaster_user_id", "111"),
                                        "enabled",
                                        "websocket",
                                        "s1",
                                        "",
                                        1),
                                new ActualSubscription(
                                        "b", "of.tomorrow", "9", Map.of("n", "5"), "strange", "pigeon", "", "", 0)),
                        Optional.empty()));
        assertThat(requests.get(1)).startsWith("GET /eventsub/subscriptions?after=c%3D1%26x ");
    }

    @Test
    void costIsReadFromTheAnswersAndAFullSocketIsToldFromTooManySockets() {
        reply(202, "{\"data\":[{\"id\":\"a\",\"cost\":1}],\"total\":3,\"total_cost\":3,\"max_total_cost\":10}");
        assertThat(api.create(OWNER, RAID, "s1"))
                .isEqualTo(new CreateAnswer.Created("a", 1, Optional.of(new CostTotals(3, 10))));
        reply(429, "{\"message\":\"number of subscriptions on the websocket transport limit exceeded\"}");
        assertThat(kindOf(api.create(OWNER, RAID, "s1"))).isEqualTo(Kind.SOCKET_FULL);
        reply(429, "{\"message\":\"number of websocket transports limit exceeded\"}");
        assertThat(kindOf(api.create(OWNER, RAID, "s1"))).isEqualTo(Kind.TOO_MANY_SOCKETS);
        reply(400, "{\"message\":\"conduit does not exist\"}");
        assertThat(kindOf(api.create(OWNER, RAID, "s1"))).isEqualTo(Kind.DEAD_SESSION);
        reply(400, "{\"message\":\"auth must use app access token to create conduit subscription\"}");
        assertThat(kindOf(api.create(OWNER, RAID, "s1"))).isEqualTo(Kind.REJECTED);
    }

    @Test
    void halfAListIsNoList() {
        reply(200, "{\"data\":[],\"pagination\":{\"cursor\":\"c\"}}");
        reply(500, "");
        assertThat(api.list(OWNER)).isInstanceOf(ListAnswer.Failed.class);
    }

    @Test
    void aListThatTurnsInACircleIsNoList() {
        reply(200, "{\"data\":[],\"pagination\":{\"cursor\":\"c\"}}");
        reply(200, "{\"data\":[],\"pagination\":{\"cursor\":\"c\"}}");
        assertThat(api.list(OWNER)).isInstanceOf(ListAnswer.Failed.class);
    }

    @Test
    void deletingWhatIsGoneSucceeds() {
        reply(204, "");
        reply(404, "");
        reply(500, "");
        assertThat(api.delete(OWNER, "a/b")).isEmpty();
        assertThat(api.delete(OWNER, "x")).isEmpty();
        assertThat(api.delete(OWNER, "y")).isPresent();
        assertThat(requests.get(0)).startsWith("DELETE /eventsub/subscriptions?id=a%2Fb ");
    }

    private static Kind kindOf(CreateAnswer answer) {
        return ((CreateAnswer.Failed) answer).kind();
    }
}
