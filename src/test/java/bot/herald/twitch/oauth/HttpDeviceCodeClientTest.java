package bot.herald.twitch.oauth;

import static org.assertj.core.api.Assertions.assertThat;

import bot.herald.auth.DeviceCodeClient.CodeAnswer;
import bot.herald.auth.DeviceCodeClient.DeviceCode;
import bot.herald.auth.DeviceCodeClient.PollAnswer;
import bot.herald.identity.ProviderFailure;
import bot.herald.identity.Scope;
import bot.herald.identity.Secret;
import bot.herald.testing.ScriptedServer;
import bot.herald.twitch.http.TwitchHttp;
import java.net.URI;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HttpDeviceCodeClientTest {
    private static final Set<Scope> SCOPES = Set.of(Scope.USER_BOT, Scope.USER_READ_CHAT);
    private static final String ISSUED = """
            {"device_code":"d0","expires_in":1800,"interval":5,"user_code":"ABCDEFGH",
             "verification_uri":"https://www.twitch.tv/activate?public=true&device-code=ABCDEFGH"}""";

    private final ScriptedServer twitch = new ScriptedServer();
    private final HttpDeviceCodeClient client =
            new HttpDeviceCodeClient(new TwitchHttp(Duration.ofSeconds(5)), twitch.base(), "herald-client");

    @AfterEach
    void close() {
        twitch.close();
    }

    @Test
    void codeIsAskedForWithThePluralFieldInTheBody() {
        twitch.json(200, ISSUED);
        DeviceCode code = ((CodeAnswer.Issued) client.codeFor(SCOPES)).code();

        assertThat(code.userCode()).isEqualTo("ABCDEFGH");
        assertThat(code.address())
                .isEqualTo(URI.create("https://www.twitch.tv/activate?public=true&device-code=ABCDEFGH"));
        assertThat(code.interval()).isEqualTo(Duration.ofSeconds(5));
        assertThat(code.lifetime()).isEqualTo(Duration.ofMinutes(30));
        assertThat(code).asString().doesNotContain("d0");
        assertThat(twitch.asked())
                .singleElement()
                .satisfies(asked -> assertThat(asked.body())
                        .isEqualTo("client_id=herald-client&scopes=user%3Abot+user%3Aread%3Achat"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"device_code\":\"d\",\"user_code\":\"A\",\"verification_uri\":\"javascript:alert(1)\"}",
                "{\"device_code\":\"d\",\"user_code\":\"A\",\"verification_uri\":\"not an address\"}",
                "{\"device_code\":\"d\",\"user_code\":\"\\u001b[2J\",\"verification_uri\":\"https://twitch.tv/a\"}"
            })
    void answerThatNobodyCanFollowIsNoCode(String body) {
        twitch.json(200, body);
        assertThat(client.codeFor(SCOPES)).isInstanceOf(CodeAnswer.NotIssued.class);
    }

    @ParameterizedTest
    @CsvSource({
        "authorization_pending, Pending",
        "Authorization_Pending, Pending",
        "slow_down, SlowDown",
        "access_denied, Denied",
        "invalid device code, Over",
        "expired_token, Over",
        "something new, Failed"
    })
    void refusalsAreToldApartByTheMessage(String message, String kind) {
        twitch.json(400, "{\"status\":400,\"message\":\"" + message + "\"}");
        PollAnswer answer = client.poll(new Secret("d0"), SCOPES);
        assertThat(answer.getClass().getSimpleName()).isEqualTo(kind);
    }

    @Test
    void pollSendsScopesAndNoSecretAndReadsTheTokens() {
        twitch.json(200, """
                {"access_token":"a1","refresh_token":"r1","expires_in":14154,"scope":["user:bot"],"token_type":"bearer"}""");
        PollAnswer.Granted granted = (PollAnswer.Granted) client.poll(new Secret("d0"), SCOPES);

        assertThat(granted.grant().refreshToken()).contains(new Secret("r1"));
        assertThat(granted.grant().scopes()).containsExactly(Scope.USER_BOT);
        assertThat(twitch.asked().get(0).body())
                .contains("device_code=d0")
                .contains("scopes=user%3Abot+user%3Aread%3Achat")
                .contains("grant_type=urn%3Aietf%3Aparams%3Aoauth%3Agrant-type%3Adevice_code")
                .doesNotContain("client_secret");
    }

    @Test
    void outagesPassAndALostAnswerMayHaveWorked() {
        twitch.json(503, "").drop();
        PollAnswer.Failed outage = (PollAnswer.Failed) client.poll(new Secret("d0"), SCOPES);
        assertThat(outage.failure()).isInstanceOf(ProviderFailure.RetryLater.class);
        assertThat(outage.mayHaveWorked()).isFalse();
        PollAnswer.Failed lost = (PollAnswer.Failed) client.poll(new Secret("d0"), SCOPES);
        assertThat(lost.failure()).isInstanceOf(ProviderFailure.RetryLater.class);
        assertThat(lost.mayHaveWorked()).isTrue();
    }
}
