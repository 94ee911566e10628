package bot.herald.twitch.oauth;

import bot.herald.auth.IdentityProvider.TokenAnswer;
import bot.herald.auth.IdentityProvider.ValidationAnswer;
import bot.herald.auth.OAuthClient;
import bot.herald.identity.ProviderFailure;
import bot.herald.identity.Scope;
import bot.herald.identity.Secret;
import bot.herald.identity.TwitchLogin;
import bot.herald.identity.TwitchUserId;
import bot.herald.twitch.http.HttpAnswer;
import bot.herald.twitch.http.TwitchCall;
import bot.herald.twitch.http.TwitchHttp;
import java.net.URI;
import java.net.http.HttpRequest;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Twitch's OAuth endpoints over plain HTTP.
 *
 * <p>Does not use CredentialManager's provider, which puts the client secret into the URL, drops scopes, and cannot tell
 * a refused token from a broken network. Twitch's OAuth errors have no {@code error} field, so the status decides, and
 * then the message.
 */
public final class HttpOAuthClient implements OAuthClient {
    private final TwitchHttp http;
    private final URI base;
    private final String clientId;
    private final Secret clientSecret;
    private final URI redirectUri;

    /** @param base for example {@code https://id.twitch.tv/oauth2} */
    public HttpOAuthClient(TwitchHttp http, URI base, String clientId, Secret clientSecret, URI redirectUri) {
        this.http = http;
        this.base = base;
        this.clientId = clientId;
        this.clientSecret = clientSecret;
        this.redirectUri = redirectUri;
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
        return URI.create(base + "/authorize?" + OAuthForms.encoded(query));
    }

    @Override
    public TokenAnswer exchangeCode(Secret code) {
        return token(
                TwitchCall.EXCHANGE_CODE,
                Map.of(
                        "client_id", clientId,
                        "client_secret", clientSecret.reveal(),
                        "code", code.reveal(),
                        "grant_type", "authorization_code",
                        "redirect_uri", redirectUri.toString()));
    }

    @Override
    public TokenAnswer refresh(Secret refreshToken) {
        return token(
                TwitchCall.REFRESH_TOKEN,
                Map.of(
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
        return token(
                TwitchCall.GET_APP_TOKEN,
                Map.of(
                        "client_id",
                        clientId,
                        "client_secret",
                        clientSecret.reveal(),
                        "grant_type",
                        "client_credentials"));
    }

    @Override
    public ValidationAnswer validate(Secret accessToken) {
        HttpAnswer answer = http.send(
                TwitchCall.VALIDATE_TOKEN,
                TwitchHttp.authorized(HttpRequest.newBuilder(URI.create(base + "/validate")), "OAuth", accessToken));
        if (answer instanceof HttpAnswer.NoAnswer none) {
            return new ValidationAnswer.Unknown(new ProviderFailure.RetryLater(none.reason(), Optional.empty()));
        }
        HttpAnswer.Response response = (HttpAnswer.Response) answer;
        if (response.status() == 401 && !response.isPage()) {
            return new ValidationAnswer.Invalid();
        }
        String userId = response.body().path("user_id").asText("");
        String login = response.body().path("login").asText("");
        String owner = response.body().path("client_id").asText("");
        boolean noUser = userId.isEmpty() && login.isEmpty();
        if (response.isSuccess()
                && noUser
                && !owner.isEmpty()
                && OAuthAnswers.seconds(response.body()).isPresent()) {
            return new ValidationAnswer.ValidApp(owner);
        }
        if (!response.isSuccess() || !TwitchUserId.isValid(userId) || !TwitchLogin.isValid(login)) {
            return new ValidationAnswer.Unknown(OAuthAnswers.passing(response));
        }
        return new ValidationAnswer.Valid(
                owner,
                new TwitchUserId(userId),
                new TwitchLogin(login),
                OAuthAnswers.scopes(response.body().path("scopes")),
                OAuthAnswers.seconds(response.body()));
    }

    @Override
    public Optional<ProviderFailure> revoke(Secret accessToken) {
        HttpAnswer answer = http.send(
                TwitchCall.REVOKE_TOKEN,
                OAuthForms.post(base, "/revoke", Map.of("client_id", clientId, "token", accessToken.reveal())));
        if (answer instanceof HttpAnswer.NoAnswer none) {
            return Optional.of(new ProviderFailure.RetryLater(none.reason(), Optional.empty()));
        }
        HttpAnswer.Response response = (HttpAnswer.Response) answer;
        // Sources disagree on what an unknown token gets: success, 400 or 404. All three mean that it is gone.
        boolean unknown = response.status() == 400 || response.status() == 404;
        boolean gone = response.isSuccess() || (unknown && !response.isPage());
        return gone ? Optional.empty() : Optional.of(OAuthAnswers.passing(response));
    }

    private TokenAnswer token(TwitchCall call, Map<String, String> fields) {
        return OAuthAnswers.token(http.send(call, OAuthForms.post(base, "/token", fields)));
    }
}
