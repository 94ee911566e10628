package bot.herald.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import bot.herald.simulator.TestClient.Answer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class HelixTest extends WithSimulator {
    private static void isError(Answer answer, int status, String message) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        assertThat(answer.text("/error")).isEqualTo(Reply.reason(status));
        assertThat(answer.text("/message")).isEqualTo(message);
    }

    @Test
    void badCredentialsAreToldApart() {
        isError(client.get("/helix/users"), 401, "OAuth token is missing");
        isError(client.helix("GET", "/users", "nonsense"), 401, "Invalid OAuth token");
        isError(
                TestClient.send(client.to("/helix/users")
                        .header("Authorization", "Bearer " + token(bot))
                        .header("Client-Id", "other")),
                401,
                "Client ID and OAuth token do not match");
    }

    @Test
    void anUnknownPathIsNoJson() {
        Answer answer = client.helix("GET", "/nothing/here", token(bot));
        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.header("Content-Type")).startsWith("text/plain");
        assertThat(answer.header("Ratelimit-Limit")).isEqualTo("800");
    }

    @Test
    void eachUserHasABucketAndAnEmptyOneRefills() {
        restart(options().withHelixPointsPerMinute(3));
        String token = token(bot);
        assertThat(client.helix("GET", "/users", token).header("Ratelimit-Remaining"))
                .isEqualTo("2");
        client.helix("GET", "/users", token);
        client.helix("GET", "/users", token);
        Answer refused = client.helix("GET", "/users", token);
        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.header("Ratelimit-Remaining")).isEqualTo("0");
        assertThat(Long.parseLong(refused.header("Ratelimit-Reset")))
                .isEqualTo(clock.instant().getEpochSecond() + 60);
        assertThat(client.helix("GET", "/users", token(viewer)).status()).isEqualTo(200);
        clock.advance(seconds(20));
        assertThat(client.helix("GET", "/users", token).status()).isEqualTo(200);
    }

    @Test
    void usersAreFoundByIdAndLoginAndMissingOnesAreJustMissing() {
        Answer answer =
                client.helix("GET", "/users?id=" + bot.id() + "&login=STREAMER&login=nobody", client.appToken());
        assertThat(answer.json().at("/data").findValuesAsText("login")).containsExactly("thebot", "streamer");
        assertThat(client.helix("GET", "/users", token(bot)).text("/data/0/id")).isEqualTo(bot.id());
        assertThat(client.helix("GET", "/users", client.appToken()).status()).isEqualTo(400);
    }

    @Test
    void onlyLiveChannelsHaveStreams() {
        String token = client.appToken();
        String path = "/streams?user_id=" + streamer.id();
        assertThat(client.helix("GET", path, token).json().at("/data")).isEmpty();
        simulator.goLive(streamer.id(), "Hello", "Chess");
        assertThat(client.helix("GET", path, token).text("/data/0/game_name")).isEqualTo("Chess");
        assertThat(client.helix("GET", "/channels?broadcaster_id=" + streamer.id(), token)
                        .text("/data/0/title"))
                .isEqualTo("Hello");
    }

    @Test
    void followersAreListedOnlyForModeratorsWithTheScope() {
        simulator.viewers().follow(streamer.id(), viewer.id());
        String path = "/channels/followers?broadcaster_id=" + streamer.id();
        String token = token(bot, "moderator:read:followers");
        Answer hidden = client.helix("GET", path, token);
        assertThat(hidden.text("/total")).isEqualTo("1");
        assertThat(hidden.json().at("/data")).isEmpty();
        assertThat(client.helix("GET", path + "&user_id=" + viewer.id(), token).status())
                .isEqualTo(401);
        simulator.oddities().hideFollowers(true);
        Answer one = client.helix("GET", path + "&user_id=" + viewer.id(), token);
        assertThat(one.status()).isEqualTo(200);
        assertThat(one.json().at("/data")).isEmpty();
        assertThat(one.text("/total")).isEqualTo("1");
        simulator.addModerator(streamer.id(), bot.id());
        assertThat(client.helix("GET", path, token).text("/data/0/user_login")).isEqualTo("viewer");
    }

    @Test
    void moderatorsAreTheBroadcastersToReadAndChange() {
        String token = token(streamer, "channel:manage:moderators");
        String path = "/moderation/moderators?broadcaster_id=" + streamer.id();
        String change = path + "&user_id=" + bot.id();
        assertThat(client.helix("POST", change, token).status()).isEqualTo(204);
        isError(client.helix("POST", change, token), 400, "user is already a mod");
        assertThat(client.helix("GET", path, token).text("/data/0/user_id")).isEqualTo(bot.id());
        assertThat(client.helix("GET", path, token(bot, "moderation:read")).status())
                .isEqualTo(401);
        isError(
                client.helix("GET", path, token(streamer)),
                401,
                "Missing scope: moderation:read or channel:manage:moderators");
        assertThat(client.helix("DELETE", change, token).status()).isEqualTo(204);
        assertThat(client.helix("DELETE", change, token).status()).isEqualTo(400);
    }

    @Test
    void moderatedChannelsComeInPages() {
        for (int i = 0; i < 3; i++) {
            simulator.addModerator(simulator.user("chan" + i).id(), bot.id());
        }
        String token = token(bot, "user:read:moderated_channels");
        String path = "/moderation/channels?first=2&user_id=" + bot.id();
        Answer first = client.helix("GET", path, token);
        assertThat(first.json().at("/data").findValuesAsText("broadcaster_login"))
                .containsExactly("chan0", "chan1");
        Answer second = client.helix("GET", path + "&after=" + first.text("/pagination/cursor"), token);
        assertThat(second.json().at("/data").findValuesAsText("broadcaster_login"))
                .containsExactly("chan2");
        assertThat(second.json().at("/pagination")).isEmpty();
    }

    @Test
    void onlyTheAppSeesWhatUsersGranted() {
        token(streamer, "channel:bot");
        String path = "/authorization/users?user_id=" + streamer.id() + "&user_id=" + viewer.id();
        Answer answer = client.helix("GET", path, client.appToken());
        assertThat(answer.json().at("/data")).hasSize(1);
        assertThat(answer.text("/data/0/scopes/0")).isEqualTo("channel:bot");
        assertThat(client.helix("GET", path, token(bot)).status()).isEqualTo(401);
    }

    @Test
    void shoutoutsNeedAStreamAModeratorAndPatience() {
        String token = token(bot, "moderator:manage:shoutouts");
        String other = "/chat/shoutouts?from_broadcaster_id=" + streamer.id() + "&moderator_id=" + bot.id()
                + "&to_broadcaster_id=";
        String path = other + viewer.id();
        assertThat(client.helix("POST", path, token).status()).isEqualTo(403);
        simulator.addModerator(streamer.id(), bot.id());
        isError(
                client.helix("POST", path, token),
                400,
                "The broadcaster is not streaming live or does not have one or more viewers.");
        simulator.goLive(streamer.id(), "", "");
        assertThat(client.helix("POST", other + streamer.id(), token).status()).isEqualTo(400);
        assertThat(client.helix("POST", path, token).status()).isEqualTo(204);
        assertThat(client.helix("POST", other + bot.id(), token).status()).isEqualTo(429);
        clock.advance(seconds(121));
        Answer again = client.helix("POST", path, token);
        assertThat(again.status()).isEqualTo(429);
        assertThat(Integer.parseInt(again.header("Ratelimit-Remaining"))).isPositive();
        assertThat(client.helix("POST", other + bot.id(), token).status()).isEqualTo(204);
        isError(
                client.helix("POST", path.replace("moderator_id=" + bot.id(), "moderator_id=" + viewer.id()), token),
                401,
                "The ID in moderator_id must match the user ID found in the request's OAuth token.");
    }

    @Test
    void announcementsComeOneInTwoSeconds() {
        String token = token(streamer, "moderator:manage:announcements");
        String path = "/chat/announcements?broadcaster_id=" + streamer.id() + "&moderator_id=" + streamer.id();
        String body = "{\"message\":\"hi\",\"color\":\"blue\"}";
        assertThat(client.helix("POST", path, token, body).status()).isEqualTo(204);
        assertThat(client.helix("POST", path, token, body).status()).isEqualTo(429);
        assertThat(client.helix("POST", path, token, body.replace("blue", "Blue"))
                        .status())
                .isEqualTo(400);
    }

    @Test
    void theListOfStreamsCanLagBehindTheEvents() {
        simulator.oddities().delayStreams(seconds(60));
        simulator.goLive(streamer.id(), "A title", "Chess");
        String token = token(bot);
        assertThat(client.helix("GET", "/streams", token).json().at("/data")).isEmpty();
        clock.advance(seconds(60));

        assertThat(client.helix("GET", "/streams", token).json().at("/data")).hasSize(1);
    }

    private List<String> followersOf(String token, String query) {
        List<String> logins = new ArrayList<>();
        String cursor = "";
        do {
            Answer page = client.helix("GET", "/channels/followers?" + query + cursor, token);
            logins.addAll(page.good().at("/data").findValuesAsText("user_login"));
            String after = page.text("/pagination/cursor");
            cursor = after.isEmpty() ? "" : "&after=" + after;
        } while (!cursor.isEmpty());
        return logins;
    }

    @Test
    void aListMayHaveEmptyAndShortPages() {
        for (int i = 1; i <= 7; i++) {
            simulator.viewers().follow(streamer.id(), simulator.user("fan" + i).id());
        }
        String token = token(streamer, "moderator:read:followers");
        String query = "broadcaster_id=" + streamer.id() + "&first=4";
        List<String> whole = followersOf(token, query);

        simulator.oddities().shortenPages(true);

        assertThat(client.helix("GET", "/channels/followers?" + query, token)
                        .json()
                        .at("/data"))
                .isEmpty();
        assertThat(followersOf(token, query)).hasSize(7).isEqualTo(whole);
    }

    @Test
    void aCursorBelongsToItsList() {
        for (int i = 1; i <= 3; i++) {
            simulator.viewers().follow(streamer.id(), simulator.user("fan" + i).id());
        }
        String token = token(streamer, "moderator:read:followers");
        String path = "/channels/followers?first=1&broadcaster_id=";
        String cursor = client.helix("GET", path + streamer.id(), token).text("/pagination/cursor");

        assertThat(client.helix("GET", path + streamer.id() + "&after=" + cursor, token)
                        .status())
                .isEqualTo(200);
        isError(
                client.helix("GET", path + bot.id() + "&after=" + cursor, token),
                400,
                "The cursor in after is not valid.");
        isError(client.helix("GET", "/streams?after=" + cursor, token), 400, "The cursor in after is not valid.");
    }
}
