package bot.herald.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import bot.herald.simulator.SimulatorOptions.RefreshRotation;
import bot.herald.simulator.TestClient.Answer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class OAuthTest extends WithSimulator {
    private String authorize(String clientId, String redirect, String scope) {
        return "/oauth2/authorize?"
                + TestClient.encode(
                        "client_id",
                        clientId,
                        "redirect_uri",
                        redirect,
                        "response_type",
                        "code",
                        "scope",
                        scope,
                        "state",
                        "<s>");
    }

    private Answer decide(String decision, String login, String scope) {
        return client.form(
                "/oauth2/authorize",
                "client_id",
                simulator.clientId(),
                "redirect_uri",
                REDIRECT,
                "response_type",
                "code",
                "scope",
                scope,
                "state",
                "x y",
                "login",
                login,
                "decision",
                decision);
    }

    private String code(String scope) {
        return decide("allow", "streamer", scope).header("Location").replaceAll(".*[?&]code=([a-z0-9]+).*", "$1");
    }

    private Answer exchange(String code) {
        return tokenRequest("grant_type", "authorization_code", "code", code, "redirect_uri", REDIRECT);
    }

    private Answer refresh(String refreshToken) {
        return tokenRequest("grant_type", "refresh_token", "refresh_token", refreshToken);
    }

    private static void isError(Answer answer, int status, String message) {
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.text("/status")).isEqualTo(Integer.toString(status));
        assertThat(answer.text("/message")).isEqualTo(message);
    }

    @Test
    void theConsentPageNamesTheScopesAndEscapesWhatItCarries() {
        Answer page = client.get(authorize(simulator.clientId(), REDIRECT, "bits:read"));
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.body())
                .contains("<code>bits:read</code>", "value=\"&lt;s&gt;\"", "value=\"streamer\"")
                .doesNotContain("<s>", "<script");
    }

    @Test
    void anUnknownClientSeesAPageAndNothingRedirects() {
        Answer page = client.get(authorize("nobody", REDIRECT, "bits:read"));
        assertThat(page.status()).isEqualTo(400);
        assertThat(page.header("Location")).isEmpty();
    }

    @Test
    void aWrongRedirectGoesToTheFirstRegisteredAddressWithoutState() {
        Answer answer = client.get(authorize(simulator.clientId(), REDIRECT + "/", "bits:read"));
        assertThat(answer.status()).isEqualTo(302);
        assertThat(answer.header("Location"))
                .isEqualTo(REDIRECT + "?error=redirect_mismatch"
                        + "&error_description=Parameter+redirect_uri+does+not+match+registered+URI");
    }

    @Test
    void anUnknownScopeIsRefused() {
        assertThat(client.get(authorize(simulator.clientId(), REDIRECT, "chat:everything"))
                        .header("Location"))
                .contains("error=invalid_scope");
    }

    @Test
    void aRefusalCarriesTheState() {
        assertThat(decide("deny", "", "bits:read").header("Location"))
                .isEqualTo(REDIRECT + "?error=access_denied&error_description=The+user+denied+you+access&state=x+y");
    }

    @Test
    void anUnknownLoginMakesANewAccountAndABadOneIsAskedAgain() {
        assertThat(decide("allow", "newcomer", "bits:read").status()).isEqualTo(302);
        assertThat(simulator.users()).extracting(SimulatedUser::login).contains("newcomer");
        assertThat(decide("allow", "no login!", "bits:read").status()).isEqualTo(400);
    }

    @Test
    void aCodeWorksOnceAndOnlyForAShortWhile() {
        String code = code("bits:read");
        Answer first = exchange(code);
        assertThat(first.json().at("/scope").toString()).isEqualTo("[\"bits:read\"]");
        assertThat(first.json().at("/expires_in").asInt()).isEqualTo(14_400);
        isError(exchange(code), 400, "Invalid authorization code");
        String late = code("bits:read");
        clock.advance(Duration.ofMinutes(11));
        isError(exchange(late), 400, "Invalid authorization code");
    }

    @Test
    void aCodeIsBoundToItsRedirectAddress() {
        isError(
                tokenRequest("grant_type", "authorization_code", "code", code(""), "redirect_uri", "http://localhost/"),
                400,
                "Parameter redirect_uri does not match registered URI");
    }

    @Test
    void scopeIsAbsentWhenNoneWasAsked() {
        assertThat(exchange(code("")).json().has("scope")).isFalse();
    }

    @Test
    void wrongClientsAreToldApart() {
        isError(
                client.form(
                        "/oauth2/token", "client_id", "x", "client_secret", "y", "grant_type", "client_credentials"),
                400,
                "invalid client");
        isError(
                client.form(
                        "/oauth2/token",
                        "client_id",
                        simulator.clientId(),
                        "client_secret",
                        "y",
                        "grant_type",
                        "client_credentials"),
                403,
                "invalid client secret");
        isError(client.form("/oauth2/token", "grant_type", "client_credentials"), 400, "missing client id");
    }

    @Test
    void aRefreshKeepsTheRefreshTokenAndEndsTheOldAccessToken() {
        TokenPair pair = simulator.grant(streamer.id(), Set.of("bits:read"));
        Answer refreshed = refresh(pair.refreshToken());
        assertThat(refreshed.text("/refresh_token")).isEqualTo(pair.refreshToken());
        assertThat(client.helix("GET", "/users", pair.accessToken()).status()).isEqualTo(401);
        assertThat(client.helix("GET", "/users", refreshed.text("/access_token"))
                        .status())
                .isEqualTo(200);
        isError(refresh("unknown"), 400, "Invalid refresh token");
    }

    @Test
    void withRotationEachRefreshTokenWorksOnceAndDiesAfterThirtyDays() {
        restart(options().withRotation(RefreshRotation.ROTATE));
        TokenPair pair = simulator.grant(streamer.id(), Set.of("bits:read"));
        Answer refreshed = refresh(pair.refreshToken());
        assertThat(refreshed.text("/refresh_token")).isNotEqualTo(pair.refreshToken());
        isError(refresh(pair.refreshToken()), 400, "Invalid refresh token");
        clock.advance(Duration.ofDays(31));
        isError(refresh(refreshed.text("/refresh_token")), 400, "Invalid refresh token");
    }

    @Test
    void atMostFiftyAccessTokensLivePerRefreshToken() {
        restart(options().withOldTokenDiesOnRefresh(false).withHelixPointsPerMinute(10_000));
        TokenPair pair = simulator.grant(streamer.id(), Set.of("bits:read"));
        List<String> tokens = new ArrayList<>(List.of(pair.accessToken()));
        for (int i = 0; i < 50; i++) {
            tokens.add(refresh(pair.refreshToken()).text("/access_token"));
        }
        assertThat(client.helix("GET", "/users", tokens.get(0)).status()).isEqualTo(401);
        assertThat(client.helix("GET", "/users", tokens.get(1)).status()).isEqualTo(200);
    }

    @Test
    void validateNamesTheUserAndSaysWhatIsWrong() {
        String token = token(streamer, "bits:read");
        Answer valid = TestClient.send(client.to("/oauth2/validate").header("Authorization", "OAuth " + token));
        assertThat(valid.text("/login")).isEqualTo("streamer");
        assertThat(valid.text("/user_id")).isEqualTo(streamer.id());
        assertThat(valid.json().at("/expires_in").asInt()).isEqualTo(14_400);
        clock.advance(Duration.ofHours(4));
        isError(
                TestClient.send(client.to("/oauth2/validate").header("Authorization", "Bearer " + token)),
                401,
                "invalid access token");
        isError(client.get("/oauth2/validate"), 401, "missing authorization token");
        Answer app =
                TestClient.send(client.to("/oauth2/validate").header("Authorization", "OAuth " + client.appToken()));
        assertThat(app.status()).isEqualTo(200);
        assertThat(app.json().has("login")).isFalse();
    }

    @Test
    void revokingAnAccessTokenEndsItsRefreshTokenToo() {
        TokenPair pair = simulator.grant(streamer.id(), Set.of("bits:read"));
        String[] form = {"client_id", simulator.clientId(), "token", pair.accessToken()};
        Answer revoked = client.form("/oauth2/revoke", form);
        assertThat(revoked.status()).isEqualTo(200);
        assertThat(revoked.body()).isEmpty();
        isError(refresh(pair.refreshToken()), 400, "Invalid refresh token");
        isError(client.form("/oauth2/revoke", form), 400, "Invalid token");
        isError(client.form("/oauth2/revoke", "client_id", simulator.clientId()), 400, "missing oauth token");
    }

    @Test
    void secretsInAUrlAreNoticed() {
        client.appToken();
        assertThat(simulator.secretsSeenInUrls()).isFalse();
        client.form("/oauth2/token?" + TestClient.encode("client_secret", simulator.clientSecret()));
        assertThat(simulator.secretsSeenInUrls()).isTrue();
    }

    @Test
    void aDeviceGetsItsTokenOnceAfterThePersonAgreed() {
        Answer started = client.form("/oauth2/device", "client_id", simulator.clientId(), "scopes", "bits:read");
        String deviceCode = started.text("/device_code");
        String userCode = started.text("/user_code");
        assertThat(started.text("/verification_uri")).endsWith("/activate?public=true&device-code=" + userCode);
        isError(poll(deviceCode), 400, "authorization_pending");
        assertThat(client.get("/activate?device-code=" + userCode).body()).contains("bits:read");
        client.form("/activate", "device-code", userCode, "login", "streamer", "decision", "allow");
        Answer pair = poll(deviceCode);
        assertThat(pair.status()).isEqualTo(200);
        assertThat(pair.json().at("/scope/0").asText()).isEqualTo("bits:read");
        isError(poll(deviceCode), 400, "invalid device code");
    }

    @Test
    void theSingularScopeFieldIsRefusedByTheDeviceFlow() {
        isError(
                client.form("/oauth2/device", "client_id", simulator.clientId(), "scope", "bits:read"),
                400,
                "missing scopes");
        Answer started = client.form("/oauth2/device", "client_id", simulator.clientId(), "scopes", "bits:read");
        isError(
                client.form(
                        "/oauth2/token",
                        "client_id",
                        simulator.clientId(),
                        "scope",
                        "bits:read",
                        "device_code",
                        started.text("/device_code"),
                        "grant_type",
                        "urn:ietf:params:oauth:grant-type:device_code"),
                400,
                "missing scopes");
    }

    @Test
    void aDeviceThatIsRefusedFindsItsCodeInvalid() {
        Answer started = client.form("/oauth2/device", "client_id", simulator.clientId(), "scopes", "bits:read");
        client.form("/activate", "device-code", started.text("/user_code"), "login", "streamer", "decision", "deny");
        isError(poll(started.text("/device_code")), 400, "invalid device code");
    }

    private Answer poll(String deviceCode) {
        return client.form(
                "/oauth2/token",
                "client_id",
                simulator.clientId(),
                "scopes",
                "bits:read",
                "device_code",
                deviceCode,
                "grant_type",
                "urn:ietf:params:oauth:grant-type:device_code");
    }

    @Test
    void aTokenWithoutScopesHasNullForThem() {
        String token = token(streamer);
        Answer valid = TestClient.send(client.to("/oauth2/validate").header("Authorization", "OAuth " + token));
        assertThat(valid.good().path("scopes").isNull()).isTrue();
    }

    @Test
    void aTokenUsedLongAfterItsValidationIsNoticed() {
        restart(options().withTokenLifetime(Duration.ofHours(4)));
        String token = token(streamer, "bits:read");
        clock.advance(Duration.ofMinutes(60));
        client.helix("GET", "/users", token);
        TestClient.send(client.to("/oauth2/validate").header("Authorization", "OAuth " + token));
        clock.advance(Duration.ofMinutes(60));
        client.helix("GET", "/users", token);
        assertThat(simulator.notValidated()).isEmpty();

        clock.advance(Duration.ofMinutes(6));
        client.helix("GET", "/users", token);

        assertThat(simulator.notValidated()).containsExactly(streamer.id());
    }
}
