package bot.herald.cli;

import static org.assertj.core.api.Assertions.assertThat;

import bot.herald.simulator.Fault;
import bot.herald.simulator.SimulatedSubscription;
import bot.herald.simulator.SimulatedUser;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** People at the dashboard and the API of the whole bot. */
class PeopleEndToEndTest {
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final String MODERATED = "/helix/moderation/channels";

    @TempDir
    Path folder = Path.of("");

    private Stage stage;

    @BeforeEach
    void open() {
        stage = new Stage(folder);
    }

    @AfterEach
    void close() {
        stage.close();
    }

    @Test
    void whoLogsInSeesTheirOwnChannelAndNoOther() {
        stage.connectBot();
        SimulatedUser alice = stage.connectChannel("alice");
        stage.connectChannel("bob");
        stage.awaitSettled();

        LoggedIn person = LoggedIn.at(stage, "alice");

        assertThat(person.arrival.statusCode()).isEqualTo(200);
        assertThat(person.arrival.uri()).hasPath("/dashboard/" + alice.id());
        assertThat(person.arrival.body())
                .contains("alice", "Not everything can act yet. Hearing chat and raids.")
                .doesNotContain("bob");
        JsonNode me = person.json("/api/me");
        assertThat(me.path("id").asText()).isEqualTo(alice.id());
        assertThat(me.path("login").asText()).isEqualTo("alice");
        assertThat(me.path("displayName").asText()).isEqualTo(alice.displayName());
        assertThat(me.path("avatarUrl").isTextual()).isTrue();
        assertThat(me.path("admin").asBoolean(true)).isFalse();
        assertThat(me.path("channels")).hasSize(1);
        JsonNode channel = person.json("/api/channels").path(0);
        assertThat(me.path("channels").path(0)).isEqualTo(channel);
        assertThat(person.json("/api/channels/" + alice.id())).isEqualTo(channel);
        assertThat(channel.path("twitchUserId").asText()).isEqualTo(alice.id());
        assertThat(channel.path("status").asText()).isEqualTo("connected");
        assertThat(channel.path("token").path("state").asText()).isEqualTo("valid");
        assertThat(channel.path("token").path("expiresAt").asText()).endsWith("Z");
        assertThat(channel.path("token").path("scopes").path(0).isTextual()).isTrue();
        assertThat(channel.path("token").path("missingScopes").isArray()).isTrue();
        assertThat(channel.path("subscriptions").findValuesAsText("status"))
                .isNotEmpty()
                .containsOnly("enabled");
        assertThat(channel.path("subscriptions").findValuesAsText("type"))
                .as("the bot does not moderate here")
                .doesNotContain("channel.shoutout.create");
    }

    @Test
    void moderatorManagesTheChannelUntilAnEventSaysOtherwise() {
        stage.connectBot();
        SimulatedUser alice = stage.connectChannel("alice");
        SimulatedUser mod = stage.twitch.user("mod");
        stage.twitch.addModerator(alice.id(), mod.id());

        LoggedIn person = LoggedIn.at(stage, "mod");

        assertThat(person.json("/api/channels")).hasSize(1);
        assertThat(person.change("DELETE", "/api/channels/" + alice.id()).statusCode())
                .isEqualTo(403);
    }

    @Test
    void moderatorSeesAChannelThatIsConnectedLaterAtOnce() {
        stage.connectBot();
        SimulatedUser alice = stage.twitch.user("alice");
        stage.twitch.addModerator(alice.id(), stage.twitch.user("mod").id());
        LoggedIn person = askedAboutAfterTheLogin("mod");
        assertThat(person.json("/api/channels")).isEmpty();
        nextQuestionFails("mod");

        stage.connectChannel("alice");

        assertThat(person.json("/api/channels").findValuesAsText("login")).containsExactly("alice");
        assertNothingWasAsked();
    }

    @Test
    void removedModeratorLosesTheChannelByTheEventAndTwitchIsNotAsked() {
        stage.connectBot();
        SimulatedUser alice = stage.connectChannel("alice");
        SimulatedUser mod = stage.twitch.user("mod");
        stage.twitch.addModerator(alice.id(), mod.id());
        LoggedIn person = askedAboutAfterTheLogin("mod");
        assertThat(person.json("/api/channels")).hasSize(1);
        stage.twitch.awaitSubscriptions(all -> tellsOfModerators(all, alice), SOON);
        nextQuestionFails("mod");

        stage.twitch.removeModerator(alice.id(), mod.id());

        Awaitility.await()
                .atMost(SOON)
                .pollInterval(Duration.ofMillis(20))
                .untilAsserted(() -> assertThat(person.json("/api/channels")).isEmpty());
        assertThat(person.get("/api/channels/" + alice.id()).statusCode()).isEqualTo(404);
        assertNothingWasAsked();
    }

    @Test
    void whoIsRemovedWhileNobodyIsLoggedInHasNothingAtTheNextLogin() {
        stage.connectBot();
        SimulatedUser alice = stage.twitch.user("alice");
        SimulatedUser mod = stage.twitch.user("mod");
        stage.twitch.addModerator(alice.id(), mod.id());
        LoggedIn broadcaster = LoggedIn.at(stage, "alice");
        stage.connectChannel("alice");
        LoggedIn person = LoggedIn.at(stage, "mod");
        assertThat(person.json("/api/channels")).hasSize(1);
        stage.twitch.awaitSubscriptions(all -> tellsOfModerators(all, alice), SOON);

        assertThat(person.change("POST", "/auth/logout").statusCode()).isEqualTo(303);
        assertThat(broadcaster.change("DELETE", "/api/me/sessions").statusCode())
                .isEqualTo(204);
        stage.connectChannel("bob");
        stage.twitch.awaitSubscriptions(all -> !tellsOfModerators(all, alice), SOON);
        stage.twitch.removeModerator(alice.id(), mod.id());

        assertThat(LoggedIn.at(stage, "mod").json("/api/channels")).isEmpty();
    }

    private static boolean tellsOfModerators(List<SimulatedSubscription> all, SimulatedUser channel) {
        return all.stream()
                .anyMatch(one -> one.enabled()
                        && one.type().equals("channel.moderator.remove")
                        && one.condition().containsValue(channel.id()));
    }

    @Test
    void moderatorWhoWasRemovedWhileHeraldWasDownLosesTheChannel() {
        SimulatedUser alice = stage.connectChannel("alice");
        SimulatedUser mod = stage.twitch.user("mod");
        stage.twitch.addModerator(alice.id(), mod.id());
        LoggedIn person = LoggedIn.at(stage, "mod");
        assertThat(person.json("/api/channels")).hasSize(1);

        stage.herald.close();
        stage.twitch.removeModerator(alice.id(), mod.id());
        stage.restart();

        Awaitility.await()
                .atMost(SOON)
                .untilAsserted(() -> assertThat(person.json("/api/channels")).isEmpty());
    }

    @Test
    void pagesAndTheApiCostNoCallToTwitch() {
        stage.connectBot();
        stage.connectChannel("alice");
        LoggedIn person = askedAboutAfterTheLogin("alice");
        stage.awaitSettled();
        nextQuestionFails("alice");

        person.get("/dashboard?all=true");
        person.get("/api/me");
        person.get("/api/channels");

        assertNothingWasAsked();
    }

    @Test
    void sessionsSurviveARestart() {
        stage.connectChannel("alice");
        LoggedIn person = LoggedIn.at(stage, "alice");
        String bearer = person.change("POST", "/api/session").body().replaceAll(".*\"token\":\"([^\"]+)\".*", "$1");

        stage.restart();

        assertThat(person.json("/api/me").path("login").asText()).isEqualTo("alice");
        assertThat(new LoggedOut(stage).get("/api/me", "Authorization", "Bearer " + bearer))
                .isEqualTo(200);
    }

    @Test
    void sessionsEndWhenTwitchTakesTheLoginBack() {
        stage.connectBot();
        LoggedIn person = LoggedIn.at(stage, "alice");
        assertThat(person.get("/api/me").statusCode()).isEqualTo(200);

        stage.twitch.revokeGrant(stage.twitch.user("alice").id());
        stage.restart();

        Awaitility.await()
                .atMost(SOON)
                .untilAsserted(
                        () -> assertThat(person.get("/api/me").statusCode()).isEqualTo(401));
        LoggedIn again = LoggedIn.at(stage, "alice");
        assertThat(again.get("/api/me").statusCode()).isEqualTo(200);
        assertThat(person.get("/api/me").statusCode()).as("the old session").isEqualTo(401);
    }

    @Test
    void adminSeesEverythingAndMayConnectTheBot() {
        stage.admins = List.of("boss");
        stage.restart();
        stage.connectBot();
        SimulatedUser alice = stage.connectChannel("alice");

        LoggedIn boss = LoggedIn.at(stage, "boss");

        assertThat(boss.json("/api/me").path("admin").asBoolean()).isTrue();
        assertThat(boss.json("/api/channels").findValuesAsText("twitchUserId")).containsExactly(alice.id());
        assertThat(boss.json("/api/tokens").findValuesAsText("kind")).containsExactly("bot", "channel", "user");
        assertThat(boss.get("/dashboard/admin").body()).contains("Tokens", "user ID " + alice.id());
        assertThat(boss.get("/auth/bot").statusCode()).isEqualTo(302);
        assertThat(LoggedIn.at(stage, "alice").get("/auth/bot").statusCode()).isEqualTo(403);
        assertThat(LoggedIn.at(stage, "alice").get("/api/tokens").statusCode()).isEqualTo(403);
    }

    @Test
    void aPermissionThatTwitchTakesBackIsInTheFeedTheLogAndTheHistoryOfRefreshes() {
        stage.admins = List.of("boss");
        stage.restart();
        stage.connectBot();
        SimulatedUser alice = stage.connectChannel("alice");
        LoggedIn boss = LoggedIn.at(stage, "boss");
        String channel = "/api/channels/" + alice.id();

        stage.twitch.revokeGrant(alice.id());

        Awaitility.await()
                .atMost(SOON)
                .untilAsserted(() ->
                        assertThat(boss.json(channel).path("status").asText()).isEqualTo("needs-reauthorization"));
        assertThat(boss.json(channel).path("token").path("lostAt").asText()).endsWith("Z");
        // Written down by whoever is told of the new state.
        Awaitility.await()
                .atMost(SOON)
                .untilAsserted(() -> assertThat(boss.json(channel + "/audit").findValuesAsText("summary"))
                        .contains("Twitch took back the permission."));
        assertThat(boss.get("/dashboard/" + alice.id()).body())
                .contains("Twitch took back the permission on ", "Twitch took back the permission.");
        Awaitility.await()
                .atMost(SOON)
                .untilAsserted(() -> assertThat(
                                boss.json("/api/operations").path("refreshes").toString())
                        .contains("alice", "rejected"));
        assertThat(boss.get("/dashboard/admin").body()).contains("was refused: this account has to connect again");

        stage.connectChannel("alice");

        assertThat(boss.json(channel + "/audit").findValuesAsText("action")).contains("permission-back");
        assertThat(boss.get("/dashboard/" + alice.id()).body())
                .contains("Not everything can act yet. Hearing chat and raids.", "The permission is good.");
    }

    @Test
    void broadcasterDisconnectsTheirChannel() {
        stage.connectBot();
        SimulatedUser alice = stage.connectChannel("alice");
        LoggedIn person = LoggedIn.at(stage, "alice");

        HttpResponse<String> answer = person.change("DELETE", "/api/channels/" + alice.id());

        assertThat(answer.statusCode()).isEqualTo(204);
        assertThat(person.json("/api/channels")).isEmpty();
        assertThat(person.get("/api/channels/" + alice.id()).statusCode()).isEqualTo(404);
        assertThat(person.change("DELETE", "/api/channels/" + alice.id()).statusCode())
                .isEqualTo(404);
        // What is left tells of the names of people who are logged in, and of the bot's.
        stage.twitch.awaitSubscriptions(
                all -> all.stream()
                        .filter(SimulatedSubscription::enabled)
                        .allMatch(one -> one.type().equals("user.update")),
                SOON);
    }

    @Test
    void loggingInAgainReplacesTheSessionOfThatBrowser() {
        LoggedIn person = LoggedIn.at(stage, "alice");
        String first = person.sessionCookie();

        person.browser.agree(stage.address.resolve("/auth/login"), "bob");

        assertThat(person.json("/api/me").path("login").asText()).isEqualTo("bob");
        assertThat(new LoggedOut(stage).get("/api/me", "Cookie", "herald_session=" + first))
                .isEqualTo(401);
    }

    @Test
    void loggingOutEndsTheSessionAndItsTokens() {
        LoggedIn person = LoggedIn.at(stage, "alice");
        String cookie = person.sessionCookie();
        String bearer = person.change("POST", "/api/session").body().replaceAll(".*\"token\":\"([^\"]+)\".*", "$1");

        HttpResponse<String> answer = person.change("POST", "/auth/logout");

        assertThat(answer.statusCode()).isEqualTo(303);
        LoggedOut stranger = new LoggedOut(stage);
        assertThat(stranger.get("/api/me", "Cookie", "herald_session=" + cookie))
                .isEqualTo(401);
        assertThat(stranger.get("/api/me", "Authorization", "Bearer " + bearer)).isEqualTo(401);
        assertThat(stranger.get("/dashboard")).isEqualTo(401);
    }

    /** Somebody who logged in a moment ago: Twitch is asked at the login, and once more when events keep the answer true. */
    private LoggedIn askedAboutAfterTheLogin(String login) {
        stage.twitch.faults().next("GET", MODERATED, stage.twitch.user(login).id(), 2, Fault.delay(Duration.ZERO));
        LoggedIn person = LoggedIn.at(stage, login);
        Awaitility.await().atMost(SOON).until(() -> stage.twitch.faults().left() == 0);
        return person;
    }

    /** Counting calls would not do: where the bot itself moderates is asked for at times of its own. */
    private void nextQuestionFails(String login) {
        stage.twitch.faults().next("GET", "/helix/", stage.twitch.user(login).id(), 1, Fault.status(500));
    }

    private void assertNothingWasAsked() {
        assertThat(stage.twitch.faults().left()).isEqualTo(1);
    }

    /** A client without cookies of its own. */
    private record LoggedOut(Stage stage) {
        int get(String path, String... headers) {
            var request = java.net.http.HttpRequest.newBuilder(stage.address.resolve(path))
                    .timeout(SOON);
            if (headers.length > 0) {
                request.headers(headers);
            }
            try {
                return java.net.http.HttpClient.newHttpClient()
                        .send(request.build(), HttpResponse.BodyHandlers.discarding())
                        .statusCode();
            } catch (java.io.IOException e) {
                throw new java.io.UncheckedIOException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }
    }
}
