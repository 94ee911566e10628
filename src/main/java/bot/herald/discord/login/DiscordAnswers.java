package bot.herald.discord.login;

import bot.herald.auth.IdentityProvider.TokenAnswer;
import bot.herald.auth.TokenGrant;
import bot.herald.discord.login.DiscordHttp.Answer;
import bot.herald.identity.ProviderFailure;
import bot.herald.identity.Scope;
import bot.herald.identity.Secret;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Optional;

/**
 * Interprets Discord's answers, which have four shapes: OAuth's JSON, the API's JSON, Cloudflare's text and HTML. Only OAuth's own
 * errors for a spent or refused code or refresh token are final; everything else counts as temporary.
 */
final class DiscordAnswers {
    private static final String UNREADABLE = "Discord sent an answer that cannot be read";

    private DiscordAnswers() {}

    /** @param what the field that may be spent, as Discord names it in errors: {@code code} or {@code refresh_token} */
    static TokenAnswer token(Answer answer, String what) {
        if (answer instanceof Answer.None none) {
            return new TokenAnswer.Failed(
                    new ProviderFailure.RetryLater(none.reason(), Optional.empty()), !none.neverSent());
        }
        Answer.Response response = (Answer.Response) answer;
        JsonNode body = response.body();
        String access = body.path("access_token").asText("");
        String refresh = body.path("refresh_token").asText("");
        if (!response.isSuccess() || !isToken(access) || !isToken(refresh)) {
            // After an unreadable success, or a gateway's timeout, the tokens may have been issued all the same.
            return new TokenAnswer.Failed(failure(response, what), response.isSuccess() || response.status() >= 500);
        }
        return new TokenAnswer.Granted(new TokenGrant(
                new Secret(access),
                Optional.of(new Secret(refresh)),
                seconds(body),
                Scope.parse(body.path("scope").asText("")),
                body.path("token_type").asText("Bearer")));
    }

    private static ProviderFailure failure(Answer.Response response, String what) {
        String error = response.body().path("error").asText("");
        String description = response.body().path("error_description").asText("");
        if (error.equals("invalid_client") && (response.status() == 401 || response.status() == 400)) {
            return new ProviderFailure.Misconfigured("invalid_client");
        }
        boolean isSpent = error.equals("invalid_grant")
                // Discord's wording until 2022.
                || (error.equals("invalid_request") && description.contains("\"" + what + "\""));
        return response.status() == 400 && isSpent
                ? new ProviderFailure.Reauthorize("invalid " + what.replace('_', ' '))
                : passing(response);
    }

    static ProviderFailure.RetryLater passing(Answer.Response response) {
        return new ProviderFailure.RetryLater(
                response.isSuccess() ? UNREADABLE : "Discord answered " + response.status(), response.retryAfter());
    }

    static ProviderFailure.RetryLater passing(Answer answer) {
        return answer instanceof Answer.Response response
                ? passing(response)
                : new ProviderFailure.RetryLater(((Answer.None) answer).reason(), Optional.empty());
    }

    /** Whether it can stand in a header: otherwise an exception would quote the token. */
    private static boolean isToken(String text) {
        return !text.isEmpty() && text.chars().allMatch(letter -> letter > ' ' && letter < 127);
    }

    private static Optional<Duration> seconds(JsonNode body) {
        JsonNode expiresIn = body.path("expires_in");
        return expiresIn.isIntegralNumber() && expiresIn.canConvertToLong()
                ? TokenGrant.lifetime(expiresIn.asLong())
                : Optional.empty();
    }
}
