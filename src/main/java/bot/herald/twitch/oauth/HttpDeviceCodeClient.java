package bot.herald.twitch.oauth;

import bot.herald.auth.DeviceCodeClient;
import bot.herald.auth.DeviceCodeClient.DeviceCode;
import bot.herald.auth.IdentityProvider.TokenAnswer;
import bot.herald.auth.TokenGrant;
import bot.herald.identity.ProviderFailure;
import bot.herald.identity.Scope;
import bot.herald.identity.Secret;
import bot.herald.twitch.http.HttpAnswer;
import bot.herald.twitch.http.TwitchCall;
import bot.herald.twitch.http.TwitchHttp;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Twitch's device code flow over plain HTTP.
 *
 * <p>CredentialManager's client sends the field {@code scope} where Twitch reads {@code scopes}, and so gets a token
 * without scopes.
 */
public final class HttpDeviceCodeClient implements DeviceCodeClient {
    private static final String GRANT_TYPE = "urn:ietf:params:oauth:grant-type:device_code";
    private static final int USUAL_INTERVAL = 5;
    private static final int USUAL_LIFETIME = 1800;
    private static final int LONGEST_USER_CODE = 40;

    private final TwitchHttp http;
    private final URI base;
    private final String clientId;

    /** @param base for example {@code https://id.twitch.tv/oauth2} */
    public HttpDeviceCodeClient(TwitchHttp http, URI base, String clientId) {
        this.http = http;
        this.base = base;
        this.clientId = clientId;
    }

    @Override
    public CodeAnswer codeFor(Set<Scope> scopes) {
        HttpAnswer answer = http.send(
                TwitchCall.GET_DEVICE_CODE,
                OAuthForms.post(base, "/device", Map.of("client_id", clientId, "scopes", Scope.join(scopes))));
        if (answer instanceof HttpAnswer.NoAnswer none) {
            return new CodeAnswer.NotIssued(new ProviderFailure.RetryLater(none.reason(), Optional.empty()));
        }
        HttpAnswer.Response response = (HttpAnswer.Response) answer;
        if (!response.isSuccess()) {
            return new CodeAnswer.NotIssued(OAuthAnswers.failure(response));
        }
        return code(response.body())
                .<CodeAnswer>map(CodeAnswer.Issued::new)
                .orElseGet(() -> new CodeAnswer.NotIssued(
                        new ProviderFailure.RetryLater(HttpAnswer.UNREADABLE, Optional.empty())));
    }

    @Override
    public PollAnswer poll(Secret deviceCode, Set<Scope> scopes) {
        TokenAnswer answer = OAuthAnswers.token(http.send(
                TwitchCall.POLL_DEVICE_CODE,
                OAuthForms.post(
                        base,
                        "/token",
                        Map.of(
                                "client_id",
                                clientId,
                                "scopes",
                                Scope.join(scopes),
                                "device_code",
                                deviceCode.reveal(),
                                "grant_type",
                                GRANT_TYPE))));
        if (answer instanceof TokenAnswer.Failed failed) {
            return failed.failure() instanceof ProviderFailure.Reauthorize no
                    ? refused(no)
                    : new PollAnswer.Failed(failed.failure(), failed.mayHaveWorked());
        }
        TokenGrant grant = ((TokenAnswer.Granted) answer).grant();
        return new PollAnswer.Granted(grant);
    }

    /** Twitch puts the RFC's error codes into the message, some of them with spaces. */
    private static PollAnswer refused(ProviderFailure.Reauthorize failure) {
        String word = failure.reason().strip().toLowerCase(Locale.ROOT).replace(' ', '_');
        return switch (word) {
            case "authorization_pending" -> new PollAnswer.Pending();
            case "slow_down" -> new PollAnswer.SlowDown();
            case "access_denied" -> new PollAnswer.Denied();
            case "invalid_device_code", "expired_token" -> new PollAnswer.Over();
            default -> new PollAnswer.Failed(failure, false);
        };
    }

    private static Optional<DeviceCode> code(JsonNode body) {
        String deviceCode = body.path("device_code").asText("");
        String userCode = body.path("user_code").asText("");
        Optional<URI> address = address(body.path("verification_uri").asText(""));
        if (deviceCode.isEmpty()
                || userCode.isBlank()
                || userCode.length() > LONGEST_USER_CODE
                || !userCode.chars().allMatch(letter -> letter > ' ' && letter < 127)
                || address.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new DeviceCode(
                new Secret(deviceCode),
                userCode,
                address.get(),
                Duration.ofSeconds(Math.max(1, body.path("expires_in").asInt(USUAL_LIFETIME))),
                Duration.ofSeconds(Math.max(1, body.path("interval").asInt(USUAL_INTERVAL)))));
    }

    /** Somebody opens it in a browser, so only http and https will do. */
    private static Optional<URI> address(String text) {
        try {
            URI address = URI.create(text);
            boolean browsable = address.getHost() != null
                    && ("https".equalsIgnoreCase(address.getScheme()) || "http".equalsIgnoreCase(address.getScheme()));
            return browsable ? Optional.of(address) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
