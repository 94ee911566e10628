package bot.herald.twitch.helix;

import bot.herald.auth.AccessTokens;
import bot.herald.auth.CredentialKey;
import bot.herald.feature.shoutout.ShoutoutSender;
import bot.herald.identity.Scope;
import bot.herald.identity.Secret;
import bot.herald.identity.TwitchFailure;
import bot.herald.identity.TwitchUserId;
import bot.herald.twitch.http.HttpAnswer;
import bot.herald.twitch.http.TokenSource;
import bot.herald.twitch.http.TwitchCall;
import bot.herald.twitch.http.TwitchHttp;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Send a Shoutout with the bot's token, as moderator of the channel; where the bot is none, with the broadcaster's own, if they
 * granted that. Safe for concurrent use.
 */
public final class HelixShoutouts implements ShoutoutSender {
    private static final Duration UNTIL_RETRY = Duration.ofSeconds(10);

    private final TwitchHttp http;
    private final URI endpoint;
    private final String clientId;
    private final AccessTokens tokens;
    private final Function<CredentialKey, Set<Scope>> granted;
    private final Supplier<Optional<TwitchUserId>> bot;

    /**
     * @param granted the scopes of a credential; none if there is no such credential
     * @param bot the account that gives them; empty while none is connected
     */
    public HelixShoutouts(
            TwitchHttp http,
            URI helix,
            String clientId,
            AccessTokens tokens,
            Function<CredentialKey, Set<Scope>> granted,
            Supplier<Optional<TwitchUserId>> bot) {
        this.http = http;
        this.endpoint = URI.create(helix + "/chat/shoutouts");
        this.clientId = clientId;
        this.tokens = tokens;
        this.granted = granted;
        this.bot = bot;
    }

    @Override
    public Result give(TwitchUserId broadcasterId, TwitchUserId target) {
        Result byBot = bot.get()
                .map(self -> give(CredentialKey.bot(self), broadcasterId, target))
                .orElseGet(() -> new Result.NotPermitted("no bot account is connected"));
        CredentialKey own = CredentialKey.channel(broadcasterId);
        boolean another = byBot instanceof Result.NotModerator || byBot instanceof Result.NotPermitted;
        if (!another || !maySend(own)) {
            return byBot;
        }
        // Neither did anything, so the same may be asked once more.
        Result byBroadcaster = give(own, broadcasterId, target);
        if (byBroadcaster instanceof Result.Given) {
            return new Result.Given(false);
        }
        return byBroadcaster instanceof Result.NotPermitted ? byBot : byBroadcaster;
    }

    private boolean maySend(CredentialKey key) {
        return granted.apply(key).contains(Scope.MODERATOR_MANAGE_SHOUTOUTS);
    }

    private Result give(CredentialKey key, TwitchUserId broadcasterId, TwitchUserId target) {
        if (!maySend(key)) {
            return new Result.NotPermitted(
                    "the bot did not grant " + Scope.MODERATOR_MANAGE_SHOUTOUTS + ": connect it again");
        }
        URI uri = URI.create(endpoint + "?from_broadcaster_id=" + broadcasterId + "&to_broadcaster_id=" + target
                + "&moderator_id=" + key.userId());
        // A 401 also means that the bot does not moderate there; then the token lives and the answer is what Twitch
        // says twice.
        TokenSource.Called called = TokenSource.of(tokens, key).call(token -> post(token, uri));
        return called instanceof TokenSource.Called.Heard heard
                ? result(heard.answer())
                : withoutToken(((TokenSource.Called.WithoutToken) called).failure());
    }

    private HttpAnswer post(Secret token, URI uri) {
        return http.send(
                TwitchCall.SEND_SHOUTOUT,
                HttpRequest.newBuilder(uri)
                        .header("Authorization", "Bearer " + token.reveal())
                        .header("Client-Id", clientId)
                        .POST(BodyPublishers.noBody()));
    }

    private Result result(HttpAnswer answer) {
        if (answer instanceof HttpAnswer.NoAnswer none) {
            return none.neverSent()
                    ? new Result.RetryLater(none.reason(), UNTIL_RETRY)
                    : new Result.Unclear(none.reason());
        }
        HttpAnswer.Response response = (HttpAnswer.Response) answer;
        String said = response.message();
        String text = said.toLowerCase(Locale.ROOT);
        if (response.isSuccess()) {
            return new Result.Given(true);
        }
        // The other 403 is that this target may not be recommended.
        if (ModeratorRefusal.is(response)) {
            return new Result.NotModerator(said);
        }
        return switch (response.status()) {
            case 400 -> text.contains("live") ? new Result.NotLive(said) : new Result.Refused(said);
            case 401 -> new Result.NotPermitted(said);
            case 429 -> tooMany(response, text);
            default -> response.status() >= 500 ? new Result.Unclear(said) : new Result.Refused(said);
        };
    }

    /** Points left in the bucket: it is a cool-down. */
    private Result tooMany(HttpAnswer.Response response, String text) {
        boolean bucketIsEmpty = response.headers()
                .firstValue("Ratelimit-Remaining")
                .filter("0"::equals)
                .isPresent();
        return bucketIsEmpty && !text.contains("shoutout")
                ? new Result.RetryLater(
                        "too many requests", response.retryAfter().orElse(UNTIL_RETRY))
                : new Result.TooEarly(text.contains("same broadcaster"));
    }

    private static Result withoutToken(TwitchFailure failure) {
        return failure instanceof TwitchFailure.RetryLater later
                ? new Result.RetryLater(later.reason(), later.after().orElse(UNTIL_RETRY))
                : new Result.NotPermitted(failure.reason() + ": connect the bot account again");
    }
}
