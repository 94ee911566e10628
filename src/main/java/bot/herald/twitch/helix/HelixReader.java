package bot.herald.twitch.helix;

import bot.herald.auth.AccessTokens;
import bot.herald.auth.CredentialKey;
import bot.herald.identity.Secret;
import bot.herald.identity.TwitchFailure;
import bot.herald.twitch.http.HttpAnswer;
import bot.herald.twitch.http.TokenSource;
import bot.herald.twitch.http.TwitchCall;
import bot.herald.twitch.http.TwitchHttp;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.github.twitch4j.common.util.TypeConvert;
import java.net.URI;
import java.net.http.HttpRequest;
import java.util.Locale;
import java.util.Optional;

/**
 * Reads from Helix with a user's token into Twitch4J's classes; with a renewed token once more after a 401.
 *
 * <p>Blocks. Safe for concurrent use.
 */
public final class HelixReader {
    private final TwitchHttp http;
    private final URI helix;
    private final String clientId;
    private final AccessTokens tokens;

    public HelixReader(TwitchHttp http, URI helix, String clientId, AccessTokens tokens) {
        this.http = http;
        this.helix = helix;
        this.clientId = clientId;
        this.tokens = tokens;
    }

    /** What Twitch has, or why it did not say. */
    sealed interface Answer<T> {
        record Found<T>(T value) implements Answer<T> {}

        record Failed<T>(TwitchFailure failure) implements Answer<T> {}
    }

    /** @param query made of ids and logins only, so that nothing needs escaping */
    <T> Answer<T> get(CredentialKey key, TwitchCall call, String query, Class<T> type) {
        TokenSource.Called called = TokenSource.of(tokens, key).call(token -> ask(token, call, query));
        return called instanceof TokenSource.Called.Heard heard
                ? answer(heard.answer(), type)
                : new Answer.Failed<>(((TokenSource.Called.WithoutToken) called).failure());
    }

    private HttpAnswer ask(Secret token, TwitchCall call, String query) {
        return http.send(
                call,
                HttpRequest.newBuilder(URI.create(helix + call.path() + "?" + query))
                        .header("Authorization", "Bearer " + token.reveal())
                        .header("Client-Id", clientId)
                        .GET());
    }

    private <T> Answer<T> answer(HttpAnswer answer, Class<T> type) {
        if (answer instanceof HttpAnswer.NoAnswer none) {
            return later(none.reason());
        }
        HttpAnswer.Response response = (HttpAnswer.Response) answer;
        if (!response.isSuccess()) {
            return new Answer.Failed<>(failure(response));
        }
        try {
            T value = TypeConvert.getObjectMapper().treeToValue(response.body(), type);
            return value == null ? later(HttpAnswer.UNREADABLE) : new Answer.Found<>(value);
        } catch (JsonProcessingException | IllegalArgumentException e) {
            // The exception quotes what it could not read; that is for nobody's log.
            return later(HttpAnswer.UNREADABLE);
        }
    }

    static TwitchFailure failure(HttpAnswer.Response response) {
        return isPassing(response)
                ? new TwitchFailure.RetryLater(response.message(), response.retryAfter())
                : new TwitchFailure.Refused(response.status(), response.message());
    }

    /** A 401 that does not speak of a scope comes in spite of a good token, and goes as it came. */
    private static boolean isPassing(HttpAnswer.Response response) {
        int status = response.status();
        String said = response.message().toLowerCase(Locale.ROOT);
        return status == 429 || status >= 500 || (status == 401 && !said.contains("scope") && !said.contains("match"));
    }

    private static <T> Answer<T> later(String reason) {
        return new Answer.Failed<>(new TwitchFailure.RetryLater(reason, Optional.empty()));
    }
}
