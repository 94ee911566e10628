package bot.herald.twitch.door;

import static java.nio.charset.StandardCharsets.UTF_8;

import bot.herald.identity.ProviderFailure;
import bot.herald.identity.Secret;
import bot.herald.twitch.door.HelixAnswer.Cause;
import bot.herald.twitch.http.HttpAnswer;
import bot.herald.twitch.http.TwitchCall;
import bot.herald.twitch.http.TwitchHttp;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Authorises and sends calls to Twitch's API. A call is repeated once after a 401, which did nothing, if there is
 * another token or Twitch calls this one good; never after anything else. Runs on the caller's thread. Safe for
 * concurrent use.
 */
public final class HelixTransport {
    private final TwitchHttp http;
    private final String clientId;

    public HelixTransport(TwitchHttp http, String clientId) {
        this.http = http;
        this.clientId = clientId;
    }

    /** @param json the body; empty for none */
    record Request(TwitchCall call, URI address, Optional<byte[]> json) {
        static Request of(TwitchCall call, URI address, Optional<? extends JsonNode> json) {
            return new Request(call, address, json.map(node -> node.toString().getBytes(UTF_8)));
        }
    }

    /** When an exchange may use one of the caller's rate limit points. */
    interface Pace {
        HttpAnswer spend(Supplier<HttpAnswer> exchange);
    }

    /** Reads with a token that does not belong to a credential yet. */
    public HelixAnswer<JsonNode> get(Secret token, TwitchCall call, URI address) {
        return send(TokenSource.of(token), Supplier::get, Request.of(call, address, Optional.empty()))
                .map(HttpAnswer.Response::body);
    }

    HelixAnswer<HttpAnswer.Response> send(TokenSource token, Pace pace, Request request) {
        TokenSource.Called called = token.call(secret -> pace.spend(() -> once(secret, request)));
        if (called instanceof TokenSource.Called.WithoutToken without) {
            return without.failure() instanceof ProviderFailure.RetryLater later
                    ? new HelixAnswer.Later<>(Cause.NO_TOKEN, later.reason(), later.after())
                    : new HelixAnswer.Reauthorize<>(without.failure());
        }
        return answer(((TokenSource.Called.Heard) called).answer());
    }

    private HttpAnswer once(Secret token, Request request) {
        BodyPublisher body = request.json().map(BodyPublishers::ofByteArray).orElseGet(BodyPublishers::noBody);
        HttpRequest.Builder http = TwitchHttp.authorized(HttpRequest.newBuilder(request.address()), "Bearer", token)
                .header("Client-Id", clientId)
                .method(request.call().method(), body);
        if (request.json().isPresent()) {
            http.header("Content-Type", "application/json");
        }
        return this.http.send(request.call(), http);
    }

    private static HelixAnswer<HttpAnswer.Response> answer(HttpAnswer answer) {
        if (answer instanceof HttpAnswer.NoAnswer none) {
            Cause cause = none.neverSent() ? Cause.NEVER_SENT : Cause.NO_ANSWER;
            return new HelixAnswer.Later<>(cause, none.reason(), Optional.empty());
        }
        HttpAnswer.Response response = (HttpAnswer.Response) answer;
        if (response.isSuccess()) {
            return new HelixAnswer.Found<>(response);
        }
        if (response.status() == 429) {
            Cause cause = response.isBucketEmpty() ? Cause.NO_POINTS : Cause.LIMIT;
            return new HelixAnswer.Later<>(cause, response.message(), response.retryAfter());
        }
        return response.status() >= 500
                ? new HelixAnswer.Later<>(Cause.SERVER_ERROR, response.message(), response.retryAfter())
                : new HelixAnswer.Refused<>(response);
    }
}
