package bot.herald.twitch.eventsub;

import bot.herald.identity.Secret;
import bot.herald.identity.TwitchFailure;
import bot.herald.subscription.SubscriptionApi.Kind;
import bot.herald.twitch.http.ApiBudget;
import bot.herald.twitch.http.HttpAnswer;
import bot.herald.twitch.http.TokenSource;
import bot.herald.twitch.http.TwitchCall;
import bot.herald.twitch.http.TwitchHttp;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Function;

/** Calls Helix with a token, once more with another if Twitch refuses it. Safe for concurrent use. */
final class HelixCalls {
    private final TwitchHttp http;
    private final String clientId;

    HelixCalls(TwitchHttp http, String clientId) {
        this.http = http;
        this.clientId = clientId;
    }

    /** Calls as soon as the budget allows. */
    HelixCall send(TokenSource token, ApiBudget budget, TwitchCall call, HttpRequest.Builder request) {
        return withToken(token, bearer -> budget.spend(() -> send(call, request, bearer)));
    }

    /** Calls at once; the budget only learns of it. */
    HelixCall sendNow(TokenSource token, ApiBudget budget, TwitchCall call, HttpRequest.Builder request) {
        return withToken(token, bearer -> budget.spendNow(() -> send(call, request, bearer)));
    }

    /** Calls without a budget. */
    HelixCall send(TokenSource token, TwitchCall call, HttpRequest.Builder request) {
        return withToken(token, bearer -> send(call, request, bearer));
    }

    private static HelixCall withToken(TokenSource token, Function<Secret, HttpAnswer> exchange) {
        TokenSource.Called called = token.call(exchange);
        if (called instanceof TokenSource.Called.WithoutToken without) {
            TwitchFailure failure = without.failure();
            Kind kind = failure instanceof TwitchFailure.RetryLater ? Kind.NO_ANSWER : Kind.UNAUTHORIZED;
            return new HelixCall.NotAnswered(kind, failure);
        }
        return read(((TokenSource.Called.Heard) called).answer());
    }

    private HttpAnswer send(TwitchCall call, HttpRequest.Builder request, Secret token) {
        return http.send(
                call, request.setHeader("Client-Id", clientId).setHeader("Authorization", "Bearer " + token.reveal()));
    }

    private static HelixCall read(HttpAnswer answer) {
        if (answer instanceof HttpAnswer.Response response) {
            return response.status() == 401 ? strayRefusal(response) : new HelixCall.Answered(response);
        }
        String reason = ((HttpAnswer.NoAnswer) answer).reason();
        return new HelixCall.NotAnswered(Kind.NO_ANSWER, new TwitchFailure.RetryLater(reason, Optional.empty()));
    }

    /** The token is good by Twitch's own word, or new: nobody's fault but Twitch's, and of this one call. */
    private static HelixCall strayRefusal(HttpAnswer.Response response) {
        return new HelixCall.NotAnswered(
                Kind.SERVER_ERROR,
                new TwitchFailure.RetryLater("401 to a good token: " + response.message(), Optional.empty()));
    }

    /** The address with one parameter more, unless its value is empty. */
    static URI with(URI address, String parameter, String value) {
        if (value.isEmpty()) {
            return address;
        }
        String separator = address.getRawQuery() == null ? "?" : "&";
        return URI.create(address + separator + parameter + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8));
    }
}
