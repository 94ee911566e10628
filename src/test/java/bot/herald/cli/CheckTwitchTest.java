package bot.herald.cli;

import static org.assertj.core.api.Assertions.assertThat;

import bot.herald.check.Finding;
import bot.herald.check.Finding.State;
import bot.herald.config.TwitchConfig.Transport;
import bot.herald.simulator.Fault;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What {@code check} says about the application at Twitch, its address, and Twitch itself. */
class CheckTwitchTest extends CheckStage {
    @Test
    void anUnknownClientIdIsNamed() {
        config = twitch("nobody", stage.twitch.clientSecret(), Transport.WEBSOCKET);

        assertThat(wrong(look())).contains("client ID").doesNotContain("client secret", "redirect address");
    }

    @Test
    void aWrongSecretIsToldApartFromAWrongId() {
        config = twitch(stage.twitch.clientId(), "not-the-secret", Transport.WEBSOCKET);

        List<Finding> findings = look();
        assertThat(wrong(findings)).containsExactly("client secret");
        assertThat(findings.toString()).doesNotContain("not-the-secret");
    }

    @Test
    void aRedirectAddressThatTwitchDoesNotHaveIsNamedToTheLetter() {
        stage.twitch.registerRedirectUris(List.of("http://localhost:1/auth/callback"));

        assertOnly("redirect address", "http://localhost:" + config.web().port() + "/auth/callback");
    }

    @Test
    void httpOutsideOfLocalhostIsWrong() {
        config = web(
                web("http://bot.example.org", config.web().bind(), config.web().port()));
        stage.twitch.registerRedirectUris(List.of("http://bot.example.org/auth/callback"));

        assertOnly("public address", "https");
    }

    @Test
    void httpOnLoopbackByNumberIsWarnedOf() {
        config = web(
                web("http://127.0.0.1:8080", config.web().bind(), config.web().port()));
        stage.twitch.registerRedirectUris(List.of("http://127.0.0.1:8080/auth/callback"));

        assertThat(found(look(), "public address").state()).isEqualTo(State.WARNING);
    }

    @Test
    void moreChannelsThanWebSocketsCarryAreWrong() throws SQLException {
        sql("WITH RECURSIVE n(i) AS (SELECT 700001 UNION ALL SELECT i + 1 FROM n WHERE i < 700900)"
                + " INSERT INTO channel (twitch_user_id, login, display_name, avatar_url, connected_at)"
                + " SELECT i, 'c' || i, 'c' || i, '', 0 FROM n");

        assertOnly("transport", "conduit");
    }

    @Test
    void conduitsThatAreAllTakenByOthersAreWrong() throws Exception {
        stage.herald.close();
        String token = appToken();
        for (int i = 0; i < 5; i++) {
            HttpRequest create = HttpRequest.newBuilder(URI.create(stage.twitch.helixUrl() + "/eventsub/conduits"))
                    .header("Authorization", "Bearer " + token)
                    .header("Client-Id", stage.twitch.clientId())
                    .header("Content-Type", "application/json")
                    .POST(HttpRequest.BodyPublishers.ofString("{\"shard_count\":1}"))
                    .build();
            assertThat(HttpClient.newHttpClient()
                            .send(create, BodyHandlers.ofString())
                            .statusCode())
                    .isEqualTo(200);
        }
        config = twitch(stage.twitch.clientId(), stage.twitch.clientSecret(), Transport.CONDUIT);

        assertOnly("transport", "twitch api delete");
    }

    @Test
    void aTwitchThatDoesNotAnswerIsWrong() {
        stage.herald.close();
        stage.twitch.close();

        List<Finding> findings = look();
        assertThat(wrong(findings)).containsExactly("Twitch", "Twitch");
        assertThat(found(findings, "client ID").state()).isEqualTo(State.SKIPPED);
    }

    @Test
    void aTwitchThatIsOutOfOrderIsNobodysFault() {
        stage.twitch.faults().next("GET", "/oauth2/validate", 1, Fault.html(503));

        List<Finding> findings = look();
        assertThat(wrong(findings)).isEmpty();
        assertThat(found(findings, "Twitch").state()).isEqualTo(State.WARNING);
    }

    @Test
    void somethingElseInTwitchsPlaceIsWrong() {
        config = endpoints(config.web().publicUrl() + "/oauth2", config.web().publicUrl() + "/helix");

        assertThat(wrong(look())).containsExactly("Twitch", "Twitch");
    }

    private String appToken() throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(stage.twitch.oauthUrl() + "/token"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString("grant_type=client_credentials&client_id="
                        + stage.twitch.clientId() + "&client_secret=" + stage.twitch.clientSecret()))
                .build();
        return new ObjectMapper()
                .readTree(HttpClient.newHttpClient()
                        .send(request, BodyHandlers.ofString())
                        .body())
                .get("access_token")
                .asText();
    }
}
