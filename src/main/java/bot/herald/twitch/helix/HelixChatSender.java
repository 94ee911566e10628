package bot.herald.twitch.helix;

import bot.herald.auth.AccessTokens;
import bot.herald.auth.AccessTokens.AfterUnauthorized;
import bot.herald.auth.AppAccessToken;
import bot.herald.auth.CredentialKey;
import bot.herald.chat.ChatSender;
import bot.herald.identity.Secret;
import bot.herald.identity.TwitchFailure;
import bot.herald.identity.TwitchUserId;
import bot.herald.lifecycle.SpareThreads;
import bot.herald.twitch.http.HttpAnswer;
import bot.herald.twitch.http.TokenSource;
import bot.herald.twitch.http.TwitchCall;
import bot.herald.twitch.http.TwitchHttp;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Send Chat Message over an HTTP call of our own: Twitch4J repeats a POST after a 503 or a dropped connection, and a chat
 * line must never appear twice.
 */
public final class HelixChatSender implements ChatSender {
    private static final Logger log = LoggerFactory.getLogger(HelixChatSender.class);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE_WITH_APP_TOKEN = Duration.ofMillis(500);

    private final ExecutorService renewals = SpareThreads.of("app-token-for-chat", 1);
    private final TwitchHttp http;
    private final URI endpoint;
    private final String clientId;
    private final AccessTokens tokens;
    private final AppAccessToken appToken;
    private final AppTokenRule appTokenRule;
    private final Supplier<Optional<TwitchUserId>> bot;

    /** @param bot the account that speaks; empty while none is connected */
    public HelixChatSender(
            TwitchHttp http,
            URI helix,
            String clientId,
            AccessTokens tokens,
            AppAccessToken appToken,
            AppTokenRule appTokenRule,
            Supplier<Optional<TwitchUserId>> bot) {
        this.http = http;
        this.endpoint = URI.create(helix + "/chat/messages");
        this.clientId = clientId;
        this.tokens = tokens;
        this.appToken = appToken;
        this.appTokenRule = appTokenRule;
        this.bot = bot;
    }

    @Override
    public Result send(TwitchUserId broadcasterId, String text, Optional<String> replyTo) {
        Optional<TwitchUserId> sender = bot.get();
        if (sender.isEmpty()) {
            return new Result.NoBot("no bot account is connected");
        }
        ObjectNode body = body(broadcasterId, sender.get(), text, replyTo);
        return appTokenRule.allows(sender.get(), broadcasterId)
                ? sendAsApp(broadcasterId, sender.get(), body, replyTo.isPresent())
                : sendAsBot(sender.get(), body, replyTo.isPresent());
    }

    /** With the app's token; where Twitch does not allow that, once more with the bot's own. */
    private Result sendAsApp(TwitchUserId broadcasterId, TwitchUserId sender, ObjectNode body, boolean isReply) {
        Optional<Secret> token = appToken.held();
        if (token.isEmpty()) {
            return sendAsBot(sender, body, isReply);
        }
        ObjectNode fromApp = body.deepCopy().put("for_source_only", true);
        HttpAnswer answer = post(token.get(), fromApp);
        if (isRefused(answer, 401)) {
            Optional<Secret> renewed = renewed(token.get());
            if (renewed.isEmpty()) {
                return sendAsBot(sender, body, isReply);
            }
            answer = post(renewed.get(), fromApp);
        }
        // Each of these did nothing, so the line may go out in another way.
        boolean refused = isRefused(answer, 401) || isRefused(answer, 403);
        if (!refused && (!isRefused(answer, 400) || isNotRepliable(answer, isReply))) {
            return result(answer, isReply);
        }
        Result result = sendAsBot(sender, body, isReply);
        if (result instanceof Result.Sent) {
            log.info("broadcaster={} the app's token is not accepted there, the bot's own is", broadcasterId);
            appTokenRule.refused(broadcasterId);
        }
        return result;
    }

    /** What to send the line with instead; nothing if that takes long, as the bot's own token will do. */
    private Optional<Secret> renewed(Secret refused) {
        try {
            return renewals.submit(() -> appToken.afterUnauthorized(refused))
                                    .get(PATIENCE_WITH_APP_TOKEN.toMillis(), TimeUnit.MILLISECONDS)
                            instanceof AfterUnauthorized.Repeat repeat
                    ? Optional.of(repeat.accessToken())
                    : Optional.empty();
        } catch (TimeoutException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        } catch (ExecutionException e) {
            log.error("renewing the app's token failed inside Herald", e);
            return Optional.empty();
        }
    }

    private Result sendAsBot(TwitchUserId sender, ObjectNode body, boolean isReply) {
        CredentialKey key = CredentialKey.bot(sender);
        TokenSource.Called called = TokenSource.of(tokens, key).call(token -> post(token, body));
        return called instanceof TokenSource.Called.Heard heard
                ? result(heard.answer(), isReply)
                : withoutToken(((TokenSource.Called.WithoutToken) called).failure());
    }

    private static boolean isRefused(HttpAnswer answer, int status) {
        return answer instanceof HttpAnswer.Response response && response.status() == status;
    }

    private static boolean isNotRepliable(HttpAnswer answer, boolean isReply) {
        return isReply
                && answer instanceof HttpAnswer.Response response
                && response.status() == 400
                && response.message().toLowerCase(Locale.ROOT).contains("cannot be replied to");
    }

    private HttpAnswer post(Secret token, ObjectNode body) {
        return http.send(
                TwitchCall.SEND_CHAT_MESSAGE,
                HttpRequest.newBuilder(endpoint)
                        .header("Authorization", "Bearer " + token.reveal())
                        .header("Client-Id", clientId)
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(body.toString())));
    }

    private Result result(HttpAnswer answer, boolean isReply) {
        if (answer instanceof HttpAnswer.NoAnswer none) {
            return none.neverSent()
                    ? new Result.NotSent(none.reason(), Optional.empty(), Result.Holds.CHANNEL)
                    : new Result.Unclear(none.reason());
        }
        HttpAnswer.Response response = (HttpAnswer.Response) answer;
        if (response.isSuccess()) {
            return accepted(response.body().path("data").path(0));
        }
        if (isNotRepliable(response, isReply)) {
            return new Result.NotRepliable();
        }
        return switch (response.status()) {
            case 401 ->
                response.message().toLowerCase(Locale.ROOT).contains("scope")
                        ? new Result.NoBot(response.message() + ": connect the bot account again")
                        : new Result.NotSent(
                                "401 to a good token: " + response.message(), Optional.empty(), Result.Holds.CHANNEL);
            case 403 -> new Result.Forbidden(response.message());
            case 429 ->
                new Result.NotSent(
                        "too many requests",
                        response.retryAfter(),
                        response.isBucketEmpty() ? Result.Holds.ACCOUNT : Result.Holds.CHANNEL);
            case 400, 404, 422 -> new Result.Dropped("http_" + response.status(), response.message());
            default -> new Result.Unclear(response.message());
        };
    }

    private static Result accepted(JsonNode data) {
        if (data.path("is_sent").asBoolean(false)) {
            return new Result.Sent(data.path("message_id").asText(""));
        }
        JsonNode reason = data.path("drop_reason");
        return data.isMissingNode()
                ? new Result.Unclear(HttpAnswer.UNREADABLE)
                : new Result.Dropped(
                        reason.path("code").asText("unknown"),
                        reason.path("message").asText(""));
    }

    private static Result withoutToken(TwitchFailure failure) {
        return failure instanceof TwitchFailure.RetryLater later
                ? new Result.NotSent(later.reason(), later.after(), Result.Holds.TOKEN)
                : new Result.NoBot(failure.reason() + ": connect the bot account again");
    }

    private static ObjectNode body(
            TwitchUserId broadcaster, TwitchUserId sender, String text, Optional<String> replyTo) {
        ObjectNode body = JSON.createObjectNode();
        body.put("broadcaster_id", broadcaster.value());
        body.put("sender_id", sender.value());
        body.put("message", text);
        replyTo.ifPresent(id -> body.put("reply_parent_message_id", id));
        return body;
    }
}
