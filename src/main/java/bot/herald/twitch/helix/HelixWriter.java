package bot.herald.twitch.helix;

import bot.herald.auth.AccessTokens;
import bot.herald.auth.CredentialKey;
import bot.herald.identity.Scope;
import bot.herald.identity.Secret;
import bot.herald.identity.TwitchFailure;
import bot.herald.twitch.http.HttpAnswer;
import bot.herald.twitch.http.TokenSource;
import bot.herald.twitch.http.TwitchCall;
import bot.herald.twitch.http.TwitchHttp;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Changes something at Twitch with a user's token: the scope is checked first, and a request goes out once more only after
 * a 401, which did nothing, and a renewed token. Blocks. Safe for concurrent use.
 */
public final class HelixWriter {
    private final TwitchHttp http;
    private final URI helix;
    private final String clientId;
    private final AccessTokens tokens;
    private final Function<CredentialKey, Set<Scope>> granted;

    /** @param granted the scopes of a credential; none if there is no such credential */
    public HelixWriter(
            TwitchHttp http,
            URI helix,
            String clientId,
            AccessTokens tokens,
            Function<CredentialKey, Set<Scope>> granted) {
        this.http = http;
        this.helix = helix;
        this.clientId = clientId;
        this.tokens = tokens;
        this.granted = granted;
    }

    /** What Twitch said, or why it was not asked. */
    sealed interface Answer {
        record Heard(HttpAnswer answer) implements Answer {}

        record ScopeMissing(Scope scope) implements Answer {}

        record WithoutToken(TwitchFailure failure) implements Answer {}
    }

    /** @param query escaped where needed */
    Answer send(CredentialKey key, Scope scope, TwitchCall call, String query, Optional<ObjectNode> body) {
        if (!granted.apply(key).contains(scope)) {
            return new Answer.ScopeMissing(scope);
        }
        // A 401 also means that the bot does not moderate there; then the token lives and the answer is what Twitch
        // says twice.
        TokenSource.Called called = TokenSource.of(tokens, key).call(token -> once(token, call, query, body));
        return called instanceof TokenSource.Called.Heard heard
                ? new Answer.Heard(heard.answer())
                : new Answer.WithoutToken(((TokenSource.Called.WithoutToken) called).failure());
    }

    private HttpAnswer once(Secret token, TwitchCall call, String query, Optional<ObjectNode> body) {
        BodyPublisher content =
                body.map(json -> BodyPublishers.ofString(json.toString())).orElse(BodyPublishers.noBody());
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(helix + call.path() + "?" + query))
                .header("Authorization", "Bearer " + token.reveal())
                .header("Client-Id", clientId)
                .method(call.method(), content);
        if (body.isPresent()) {
            request.header("Content-Type", "application/json");
        }
        return http.send(call, request);
    }
}
