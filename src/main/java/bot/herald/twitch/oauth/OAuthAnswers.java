package bot.herald.twitch.oauth;

import bot.herald.auth.IdentityProvider.TokenAnswer;
import bot.herald.auth.TokenGrant;
import bot.herald.identity.ProviderFailure;
import bot.herald.identity.Scope;
import bot.herald.identity.Secret;
import bot.herald.twitch.http.HttpAnswer;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Reads the answers of Twitch's OAuth endpoints: the status first and the message second. */
final class OAuthAnswers {
    private OAuthAnswers() {}

    static TokenAnswer token(HttpAnswer answer) {
        if (answer instanceof HttpAnswer.NoAnswer none) {
            return new TokenAnswer.Failed(
                    new ProviderFailure.RetryLater(none.reason(), Optional.empty()), !none.neverSent());
        }
        HttpAnswer.Response response = (HttpAnswer.Response) answer;
        String accessToken = response.body().path("access_token").asText("");
        String refreshToken = response.body().path("refresh_token").asText("");
        if (!response.isSuccess() || !isToken(accessToken) || !(refreshToken.isEmpty() || isToken(refreshToken))) {
            // Even if a success cannot be read, the tokens were issued.
            return new TokenAnswer.Failed(failure(response), response.isSuccess());
        }
        return new TokenAnswer.Granted(new TokenGrant(
                new Secret(accessToken),
                refreshToken.isEmpty() ? Optional.empty() : Optional.of(new Secret(refreshToken)),
                seconds(response.body()),
                scopes(response.body().path("scope")),
                response.body().path("token_type").asText("bearer")));
    }

    /** Whether it can go into a header; if it could not, the exception's message would contain it. */
    private static boolean isToken(String text) {
        return !text.isEmpty() && text.chars().allMatch(letter -> letter > ' ' && letter < 127);
    }

    static ProviderFailure failure(HttpAnswer.Response response) {
        if (response.isPage()) {
            return passing(response);
        }
        String message = response.message().toLowerCase(Locale.ROOT);
        return switch (response.status()) {
            case 400, 401 ->
                message.contains("client") || message.contains("redirect_uri")
                        ? new ProviderFailure.Misconfigured(response.message())
                        : new ProviderFailure.Reauthorize(response.message());
            case 403 -> new ProviderFailure.Misconfigured(response.message());
            default -> passing(response);
        };
    }

    static ProviderFailure passing(HttpAnswer.Response response) {
        String reason = response.isSuccess() ? HttpAnswer.UNREADABLE : "Twitch answered " + response.status();
        return new ProviderFailure.RetryLater(reason, response.retryAfter());
    }

    static Optional<Duration> seconds(JsonNode body) {
        JsonNode expiresIn = body.path("expires_in");
        return expiresIn.isIntegralNumber() && expiresIn.canConvertToLong()
                ? TokenGrant.lifetime(expiresIn.asLong())
                : Optional.empty();
    }

    /** Twitch sends an array, its documentation shows a string, and the field is missing if there are no scopes. */
    static Set<Scope> scopes(JsonNode node) {
        Stream<String> words = node.isArray()
                ? StreamSupport.stream(node.spliterator(), false).map(JsonNode::asText)
                : Stream.of(node.asText(""));
        return words.flatMap(word -> Scope.parse(word).stream()).collect(Collectors.toUnmodifiableSet());
    }
}
