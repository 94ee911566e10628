package bot.herald.twitch.oauth;

import static org.assertj.core.api.Assertions.assertThat;

import bot.herald.auth.IdentityProvider.TokenAnswer;
import bot.herald.auth.IdentityProvider.ValidationAnswer;
import bot.herald.auth.TokenGrant;
import bot.herald.identity.ProviderFailure;
import bot.herald.identity.ProviderFailure.Misconfigured;
import bot.herald.identity.ProviderFailure.Reauthorize;
import bot.herald.identity.ProviderFailure.RetryLater;
import bot.herald.identity.Scope;
import bot.herald.identity.Secret;
import bot.herald.testing.ScriptedServer;
import bot.herald.twitch.http.TwitchHttp;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HttpOAuthClientTest {
    private static final String GRANTED =
            "{\"access_token\":\"a1\",\"refresh_token\":\"r1\",\"expires_in\":14154,\"scope\":%s,\"token_type\":\"bearer\"}";

    private final ScriptedServer server = new ScriptedServer();
    private final HttpOAuthClient oauth = client(server.base());

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void refreshSendsEverythingInTheBodyAndNothingInTheAddress() {
        server.json(200, GRANTED.formatted("[\"user:bot\"]"));

        TokenAnswer answer = oauth.refresh(new Secret("r/0+=&"));

        assertThat(answer)
                .isEqualTo(new TokenAnswer.Granted(new TokenGrant(
                        new Secret("a1"),
                        Optional.of(new Secret("r1")),
                        Optional.of(Duration.ofSeconds(14_154)),
                        Set.of(Scope.USER_BOT),
                        "bearer")));
        assertThat(server.asked()).singleElement().satisfies(asked -> {
            assertThat(asked.method()).isEqualTo("POST");
            assertThat(asked.uri()).hasToString("/oauth2/token");
            assertThat(asked.body())
                    .isEqualTo("client_id=client&client_secret=s%26cret&grant_type=refresh_token"
                            + "&refresh_token=r%2F0%2B%3D%26");
        });
    }

    /** A time that nobody can reckon with must not cost the tokens that came with it. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "99999999999999999999",
                "9223372036854775807",
                "9000000000",
                "0",
                "-1",
                "1.5",
                "\"14154\"",
                "null"
            })
    void aTokenThatExpiresAtNoSensibleTimeIsATokenAllTheSame(String seconds) {
        server.json(200, GRANTED.formatted("[]").replace("14154", seconds));

        assertThat(oauth.refresh(new Secret("r"))).isInstanceOfSatisfying(TokenAnswer.Granted.class, granted -> {
            assertThat(granted.grant().expiresIn()).isEmpty();
            assertThat(granted.grant().refreshToken()).contains(new Secret("r1"));
        });
    }

    @Test
    void codeIsExchangedWithTheRedirectAddressItWasAskedFor() {
        server.json(200, GRANTED.formatted("[]"));

        oauth.exchangeCode(new Secret("c0de"));

        assertThat(server.asked().get(0).body())
                .isEqualTo("client_id=client&client_secret=s%26cret&code=c0de&grant_type=authorization_code"
                        + "&redirect_uri=http%3A%2F%2Flocalhost%3A8080%2Fauth%2Fcallback");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {"[\"user:bot\",\"channel:bot\"]", "\"channel:bot user:bot\"", "[\"channel:bot user:bot\"]"})
    void scopesComeAsAnArrayOrAString(String scope) {
        server.json(200, GRANTED.formatted(scope));

        assertThat(granted(oauth.refresh(new Secret("r"))).scopes())
                .containsExactlyInAnyOrder(Scope.USER_BOT, Scope.CHANNEL_BOT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "[]", "\"\""})
    void scopesMayBeNothing(String scope) {
        server.json(200, GRANTED.formatted(scope));

        assertThat(granted(oauth.refresh(new Secret("r"))).scopes()).isEmpty();
    }

    @Test
    void whatTwitchLeavesOutIsUnknownAndNotInvented() {
        server.json(200, "{\"access_token\":\"a1\",\"refresh_token\":\"\"}");

        TokenGrant grant = granted(oauth.refresh(new Secret("r")));

        assertThat(grant.expiresIn()).isEmpty();
        assertThat(grant.refreshToken()).isEmpty();
        assertThat(grant.scopes()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "400, Invalid refresh token",
        "401, Invalid refresh token",
        "400, Invalid authorization code",
        "400, Invalid grant",
        "401, ''"
    })
    void refusedTokenNeedsTheUser(int status, String message) {
        server.json(status, "{\"status\":" + status + ",\"message\":\"" + message + "\"}");

        assertThat(failed(oauth.refresh(new Secret("r")))).isInstanceOf(Reauthorize.class);
    }

    @ParameterizedTest
    @CsvSource({
        "403, invalid client secret",
        "400, invalid client",
        "400, missing client id",
        "400, Parameter redirect_uri does not match registered URI"
    })
    void wrongApplicationNeedsTheOperator(int status, String message) {
        server.json(status, "{\"status\":" + status + ",\"message\":\"" + message + "\"}");

        assertThat(failed(oauth.refresh(new Secret("r")))).isEqualTo(new Misconfigured(message));
    }

    @ParameterizedTest
    @CsvSource({
        "500, ''",
        "502, <html>Bad gateway</html>",
        "503, {}",
        "429, '{\"message\":\"slow down\"}'",
        "200, ''",
        "200, <html>hello</html>",
        "200, {}",
        "302, ''"
    })
    void everythingElsePassesAndIsTriedAgain(int status, String body) {
        server.answer(status, "text/html", body, Map.of());

        assertThat(failed(oauth.refresh(new Secret("r")))).isInstanceOf(RetryLater.class);
        assertThat(server.asked()).as("a refresh is never repeated by itself").hasSize(1);
    }

    @Test
    void retryAfterIsPassedOn() {
        server.answer(429, "text/plain", "", Map.of("Retry-After", "17"));

        assertThat(((RetryLater) failed(oauth.refresh(new Secret("r")))).after())
                .contains(Duration.ofSeconds(17));
    }

    @Test
    void droppedConnectionIsPassingAndNotRepeated() {
        server.drop();

        assertThat(failed(oauth.refresh(new Secret("r")))).isInstanceOf(RetryLater.class);
        assertThat(server.asked()).hasSize(1);
    }

    @Test
    void unreachableTwitchIsPassing() {
        assertThat(failed(client(ScriptedServer.nobody()).refresh(new Secret("r"))))
                .isInstanceOf(RetryLater.class);
    }

    @Test
    void validTokenIsDescribed() {
        server.json(
                200,
                "{\"client_id\":\"client\",\"login\":\"some_bot\",\"scopes\":[\"user:bot\"],\"user_id\":\"123\","
                        + "\"expires_in\":5520838}");

        ValidationAnswer answer = oauth.validate(new Secret("a1"));

        assertThat(answer).isInstanceOf(ValidationAnswer.Valid.class);
        ValidationAnswer.Valid valid = (ValidationAnswer.Valid) answer;
        assertThat(valid.account().value()).isEqualTo("123");
        assertThat(valid.expiresIn()).contains(Duration.ofSeconds(5_520_838));
        assertThat(server.asked().get(0).header("Authorization")).isEqualTo("OAuth a1");
    }

    @Test
    void only401SaysThatATokenIsDead() {
        server.json(401, "{\"status\":401,\"message\":\"invalid access token\"}")
                .answer(401, "text/plain", "", Map.of())
                .json(500, "{}")
                .json(200, "{\"client_id\":\"client\",\"scopes\":null}")
                .answer(401, "text/html; charset=utf-8", "<html>Log in to the network</html>", Map.of());

        assertThat(oauth.validate(new Secret("a"))).isInstanceOf(ValidationAnswer.Invalid.class);
        assertThat(oauth.validate(new Secret("a"))).isInstanceOf(ValidationAnswer.Invalid.class);
        assertThat(oauth.validate(new Secret("a"))).isInstanceOf(ValidationAnswer.Unknown.class);
        assertThat(oauth.validate(new Secret("a"))).isInstanceOf(ValidationAnswer.Unknown.class);
        assertThat(oauth.validate(new Secret("a"))).isInstanceOf(ValidationAnswer.Unknown.class);
    }

    @Test
    void revokedUnknownAndForeignTokensAreAllGone() {
        server.answer(200, "text/plain", "", Map.of())
                .json(400, "{\"status\":400,\"message\":\"Invalid token\"}")
                .json(404, "{\"status\":404,\"message\":\"client does not exist\"}")
                .json(503, "")
                .answer(400, "text/html", "<html>Bad request</html>", Map.of());

        assertThat(oauth.revoke(new Secret("a"))).isEmpty();
        assertThat(oauth.revoke(new Secret("a"))).isEmpty();
        assertThat(oauth.revoke(new Secret("a"))).isEmpty();
        assertThat(oauth.revoke(new Secret("a"))).isPresent();
        assertThat(oauth.revoke(new Secret("a"))).isPresent();
        assertThat(server.asked()).allSatisfy(asked -> assertThat(asked.uri()).hasToString("/oauth2/revoke"));
    }

    @Test
    void authorizeAddressIsEncodedAndHoldsNoSecret() {
        URI address = oauth.authorizeUri(Set.of(Scope.USER_BOT, Scope.USER_READ_CHAT), "st-ate", true);

        assertThat(address.toString())
                .isEqualTo(server.base() + "/oauth2/authorize?client_id=client&force_verify=true"
                        + "&redirect_uri=http%3A%2F%2Flocalhost%3A8080%2Fauth%2Fcallback&response_type=code"
                        + "&scope=user%3Abot+user%3Aread%3Achat&state=st-ate");
    }

    private static HttpOAuthClient client(URI base) {
        return new HttpOAuthClient(
                new TwitchHttp(Duration.ofSeconds(5)),
                URI.create(base + "/oauth2"),
                "client",
                new Secret("s&cret"),
                URI.create("http://localhost:8080/auth/callback"));
    }

    private static TokenGrant granted(TokenAnswer answer) {
        assertThat(answer).isInstanceOf(TokenAnswer.Granted.class);
        return ((TokenAnswer.Granted) answer).grant();
    }

    private static ProviderFailure failed(TokenAnswer answer) {
        assertThat(answer).isInstanceOf(TokenAnswer.Failed.class);
        return ((TokenAnswer.Failed) answer).failure();
    }
}
