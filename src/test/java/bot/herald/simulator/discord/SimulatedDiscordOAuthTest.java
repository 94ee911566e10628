package bot.herald.simulator.discord;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bot.herald.simulator.Fault;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SimulatedDiscordOAuthTest {
    private final DiscordSimulator discord = DiscordSimulator.start(DiscordOptions.defaults());
    private final DiscordClient client = new DiscordClient(discord);

    @AfterEach
    void stop() {
        discord.close();
    }

    @Test
    void aCodeWorksOnceAndNeedsItsVerifier() {
        String location = client.consent(
                "nelly",
                "identify guilds",
                Map.of("code_challenge", DiscordClient.CHALLENGE, "code_challenge_method", "S256"));
        assertThat(location).startsWith(DiscordClient.redirect()).contains("state=s1");
        String code = location.replaceFirst(".*[?&]code=([^&]+).*", "$1");
        Map<String, String> exchange =
                Map.of("grant_type", "authorization_code", "code", code, "code_verifier", DiscordClient.VERIFIER);

        JsonNode pair = client.token(exchange).json();

        assertThat(pair.path("scope").asText().split(" ", -1)).containsExactlyInAnyOrder("identify", "guilds");
        assertThat(pair.path("expires_in").asInt()).isEqualTo(604_800);
        DiscordClient.Answer again = client.token(exchange);
        assertThat(again.status()).isEqualTo(400);
        assertThat(again.json().path("error").asText()).isEqualTo("invalid_grant");
        String unproven = client.consent(
                        "nelly",
                        "identify",
                        Map.of("code_challenge", DiscordClient.CHALLENGE, "code_challenge_method", "S256"))
                .replaceFirst(".*[?&]code=([^&]+).*", "$1");
        assertThat(client.token(Map.of("grant_type", "authorization_code", "code", unproven))
                        .status())
                .isEqualTo(400);
    }

    @Test
    void aRefreshTokenIsGoodOnceAndTheOldAccessTokenDiesWithIt() {
        JsonNode first = client.login("nelly", "identify");
        Map<String, String> refresh = Map.of(
                "grant_type",
                "refresh_token",
                "refresh_token",
                first.path("refresh_token").asText());

        JsonNode second = client.token(refresh).json();

        assertThat(client.token(refresh).status()).isEqualTo(400);
        assertThat(client.get(
                                "/users/@me",
                                "Bearer " + first.path("access_token").asText())
                        .status())
                .isEqualTo(401);
        assertThat(client.get(
                                "/users/@me",
                                "Bearer " + second.path("access_token").asText())
                        .json()
                        .path("username")
                        .asText())
                .isEqualTo("nelly");
    }

    @Test
    void aLostAnswerLosesTheGrant() {
        JsonNode first = client.login("nelly", "identify");
        Map<String, String> refresh = Map.of(
                "grant_type",
                "refresh_token",
                "refresh_token",
                first.path("refresh_token").asText());
        discord.faults().next("POST", "/api/oauth2/token", 1, Fault.resetAfterProcessing());

        assertThatThrownBy(() -> client.token(refresh)).hasRootCauseInstanceOf(IOException.class);

        assertThat(client.token(refresh).json().path("error").asText()).isEqualTo("invalid_grant");
    }

    @Test
    void revokingOneTokenEndsAllOfThePerson() {
        JsonNode first = client.login("nelly", "identify");
        JsonNode second = client.login("nelly", "identify");
        JsonNode other = client.login("otto", "identify");

        client.post(
                discord.apiUrl() + "/oauth2/token/revoke",
                Map.of(
                        "client_id", discord.clientId(),
                        "client_secret", discord.clientSecret(),
                        "token", first.path("refresh_token").asText()));

        assertThat(client.get(
                                "/users/@me",
                                "Bearer " + second.path("access_token").asText())
                        .status())
                .isEqualTo(401);
        assertThat(client.get(
                                "/users/@me",
                                "Bearer " + other.path("access_token").asText())
                        .status())
                .isEqualTo(200);
    }

    @Test
    void theFourShapesOfAnError() {
        Map<String, String> any = Map.of("grant_type", "refresh_token", "refresh_token", "x");
        assertThat(client.token(any).json().path("error_description").asText()).contains("refresh_token");
        assertThat(client.get("/nowhere", "Bot " + discord.botToken())
                        .json()
                        .path("code")
                        .asInt(-1))
                .isZero();
        discord.faults().next("POST", "/api/oauth2/token", 1, DiscordFaults.cloudflare());
        assertThat(client.token(any).body()).isEqualTo("error code: 1015");
        discord.faults().next("POST", "/api/oauth2/token", 1, Fault.html(502));
        assertThat(client.token(any).body()).startsWith("<html>");
    }

    @Test
    void aWrongSecretAMissingScopeAndJsonAreToldAsDiscordDoes() {
        assertThat(client.token(Map.of("grant_type", "refresh_token", "client_secret", "wrong"))
                        .status())
                .isEqualTo(401);
        String access = client.login("nelly", "identify").path("access_token").asText();
        assertThat(client.get("/users/@me/guilds", "Bearer " + access).body()).contains("401: Unauthorized");
        assertThat(client.call("POST", "/oauth2/token", "", "{}")
                        .json()
                        .path("error")
                        .asText())
                .isEqualTo("unsupported_grant_type");
    }

    @Test
    void whoDoesNotSayThatItIsABotIsRefused() throws Exception {
        HttpResponse<String> response = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(discord.apiUrl() + "/gateway"))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        assertThat(response.statusCode()).isEqualTo(403);
    }

    @Test
    void anInvitationNeedsTheRightToManageTheServerAndTellsOfItInTheTokenAnswer() {
        String server = discord.newServer("Nelly's", discord.person("nelly").id());
        Map<String, String> invitation = Map.of("guild_id", server, "permissions", "19456");

        assertThat(client.consent("otto", "identify bot", invitation)).isEmpty();
        String code = client.consent("nelly", "identify bot", invitation).replaceFirst(".*[?&]code=([^&]+).*", "$1");

        JsonNode answer = client.token(Map.of("grant_type", "authorization_code", "code", code))
                .json();
        assertThat(answer.path("guild").path("id").asText()).isEqualTo(server);
        assertThat(client.get("/guilds/" + server, "Bot " + discord.botToken()).status())
                .isEqualTo(200);
    }

    @Test
    void credentialsThatAreNoBase64AreAWrongClient() {
        DiscordClient.Answer answer = client.post(
                discord.apiUrl() + "/oauth2/token",
                Map.of("grant_type", "refresh_token", "refresh_token", "x"),
                "Basic %%%");

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.json().path("error").asText()).isEqualTo("invalid_client");
    }

    @Test
    void anInvitationWithoutANumberForPermissionsIsRefused() {
        String server = discord.newServer("Nelly's", discord.person("nelly").id());

        assertThat(client.consent("nelly", "identify bot", Map.of("guild_id", server, "permissions", "all")))
                .isEmpty();
    }
}
