package bot.herald.twitch.oauth;

import static java.nio.charset.StandardCharsets.UTF_8;

import bot.herald.auth.OAuthClient;
import bot.herald.auth.TokenAnswer;
import bot.herald.auth.TokenGrant;
import bot.herald.auth.ValidationAnswer;
import bot.herald.identity.Scope;
import bot.herald.identity.Secret;
import bot.herald.identity.TwitchFailure;
import bot.herald.identity.TwitchLogin;
import bot.herald.identity.TwitchUserId;
import bot.herald.twitch.http.HttpAnswer;
import bot.herald.twitch.http.RetryAfter;
import bot.herald.twitch.http.TwitchHttp;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * Twitch's OAuth endpoints over plain HTTP.
 *
 * <p>Not CredentialManager's provider, which puts the client secret into the address, drops scopes, and cannot tell a
 * refused token from a broken network. Decisions follow the status first and the message second, because Twitch's OAuth
 * errors carry no {@code error} field.
 */
public final class HttpOAuthClient implements OAuthClient {
    private final TwitchHttp http;
    private final URI base;
    private final String clientId;
    private final Secret clientSecret;
    private final URI redirectUri;
    private final Clock clock;

    /** @param base for example {@code https://id.twitch.tv/oauth2} */
    public HttpOAuthClient(
            TwitchHttp http, URI base, String clientId, Secret clientSecret, URI redirectUri, Clock clock) {
        this.http = http;
        this.base = base;
        this.clientId = clientId;
        this.clientSecret = clientSecret;
        this.redirectUri = redirectUri;
        this.clock = clock;
    }

    @Override
    public URI authorizeUri(Set<Scope> scopes, String state, boolean forceVerify) {
        Map<String, String> query = new TreeMap<>(Map.of(
                "client_id",
                clientId,
                "redirect_uri",
                redirectUri.toString(),
                "response_type",
                "code",
                "scope",
                Scope.join(scopes),
                "state",
                state));
        if (forceVerify) {
            query.put("force_verify", "true");
        }
        return URI.create(base + "/authorize?" + encoded(query));
    }

    @Override
    public TokenAnswer exchangeCode(Secret code) {
        return token(Map.of(
                "client_id", clientId,
                "client_secret", clientSecret.reveal(),
                "code", code.reveal(),
                "grant_type", "authorization_code",
                "redirect_uri", redirectUri.toString()));
    }

    @Override
    public TokenAnswer refresh(Secret refreshToken) {
        return token(Map.of(
                "client_id",
                clientId,
                "client_secret",
                clientSecret.reveal(),
                "grant_type",
                "refresh_token",
                "refresh_token",
                refreshToken.reveal()));
    }

    @Override
    public TokenAnswer appToken() {
        return token(Map.of(
                "client_id", clientId, "client_secret", clientSecret.reveal(), "grant_type", "client_credentials"));
    }

    @Override
    public ValidationAnswer validate(Secret accessToken) {
        HttpAnswer answer = http.send(HttpRequest.newBuilder(endpoint("/validate"))
                .header("Authorization", "OAuth " + accessToken.reveal())
                .GET());
        if (answer instanceof HttpAnswer.NoAnswer none) {
            return new ValidationAnswer.Unknown(new TwitchFailure.RetryLater(none.reason(), Optional.empty()));
        }
        HttpAnswer.Response response = (HttpAnswer.Response) answer;
        if (response.status() == 401) {
            return new ValidationAnswer.Invalid();
        }
        String userId = response.body().path("user_id").asText("");
        String login = response.body().path("login").asText("");
        String owner = response.body().path("client_id").asText("");
        boolean noUser = userId.isEmpty() && login.isEmpty();
        if (response.isSuccess()
                && noUser
                && !owner.isEmpty()
                && seconds(response.body()).isPresent()) {
            return new ValidationAnswer.ValidApp(owner, seconds(response.body()));
        }
        if (!response.isSuccess() || !TwitchUserId.isValid(userId) || !TwitchLogin.isValid(login)) {
            return new ValidationAnswer.Unknown(passing(response));
        }
        return new ValidationAnswer.Valid(
                owner,
                new TwitchUserId(userId),
                new TwitchLogin(login),
                scopes(response.body().path("scopes")),
                seconds(response.body()));
    }

    @Override
    public Optional<TwitchFailure> revoke(Secret accessToken) {
        HttpAnswer answer = http.send(form("/revoke", Map.of("client_id", clientId, "token", accessToken.reveal())));
        if (answer instanceof HttpAnswer.NoAnswer none) {
            return Optional.of(new TwitchFailure.RetryLater(none.reason(), Optional.empty()));
        }
        HttpAnswer.Response response = (HttpAnswer.Response) answer;
        // Sources disagree on what an unknown token is answered with; all three mean that it is gone.
        boolean gone = response.isSuccess() || response.status() == 400 || response.status() == 404;
        return gone ? Optional.empty() : Optional.of(passing(response));
    }

    private TokenAnswer token(Map<String, String> fields) {
        HttpAnswer answer = http.send(form("/token", fields));
        if (answer instanceof HttpAnswer.NoAnswer none) {
            return new TokenAnswer.Failed(
                    new TwitchFailure.RetryLater(none.reason(), Optional.empty()), !none.neverSent());
        }
        HttpAnswer.Response response = (HttpAnswer.Response) answer;
        String accessToken = response.body().path("access_token").asText("");
        if (!response.isSuccess() || accessToken.isEmpty()) {
            return new TokenAnswer.Failed(failure(response));
        }
        String refreshToken = response.body().path("refresh_token").asText("");
        return new TokenAnswer.Granted(new TokenGrant(
                new Secret(accessToken),
                refreshToken.isEmpty() ? Optional.empty() : Optional.of(new Secret(refreshToken)),
                seconds(response.body()),
                scopes(response.body().path("scope")),
                response.body().path("token_type").asText("bearer")));
    }

    private TwitchFailure failure(HttpAnswer.Response response) {
        String message = response.message().toLowerCase(Locale.ROOT);
        return switch (response.status()) {
            case 400, 401 ->
                message.contains("client") || message.contains("redirect_uri")
                        ? new TwitchFailure.Misconfigured(response.message())
                        : new TwitchFailure.Reauthorize(response.message());
            case 403 -> new TwitchFailure.Misconfigured(response.message());
            default -> passing(response);
        };
    }

    private TwitchFailure passing(HttpAnswer.Response response) {
        String reason = response.isSuccess() ? "unreadable answer" : "HTTP " + response.status();
        return new TwitchFailure.RetryLater(reason, RetryAfter.of(response.headers(), clock));
    }

    private HttpRequest.Builder form(String path, Map<String, String> fields) {
        return HttpRequest.newBuilder(endpoint(path))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(encoded(new TreeMap<>(fields))));
    }

    private URI endpoint(String path) {
        return URI.create(base + path);
    }

    private static String encoded(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), UTF_8))
                .collect(Collectors.joining("&"));
    }

    private static Optional<Duration> seconds(JsonNode body) {
        JsonNode expiresIn = body.path("expires_in");
        return expiresIn.isIntegralNumber() && expiresIn.asLong() > 0
                ? Optional.of(Duration.ofSeconds(expiresIn.asLong()))
                : Optional.empty();
    }

    /** Twitch sends an array, its samples show a string, and without scopes there is nothing. */
    private static Set<Scope> scopes(JsonNode node) {
        Stream<String> words = node.isArray()
                ? StreamSupport.stream(node.spliterator(), false).map(JsonNode::asText)
                : Stream.of(node.asText(""));
        return words.flatMap(word -> Scope.parse(word).stream()).collect(Collectors.toUnmodifiableSet());
    }
}
