package bot.herald.twitch.helix;

import bot.herald.auth.CredentialKey;
import bot.herald.identity.Scope;
import bot.herald.identity.TwitchFailure;
import bot.herald.identity.TwitchUserId;
import bot.herald.moderation.ChatModeration;
import bot.herald.twitch.http.HttpAnswer;
import bot.herald.twitch.http.TwitchCall;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/** Moderates with the bot's token. Safe for concurrent use. */
public final class HelixModeration implements ChatModeration {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration UNTIL_RETRY = Duration.ofSeconds(5);
    private static final Duration LONGEST_TIME_OUT = Duration.ofDays(14);
    private static final Duration LONGEST_FOLLOWING = Duration.ofDays(90);
    private static final Duration BETWEEN_ANNOUNCEMENTS = Duration.ofSeconds(2);
    private static final int LONGEST_TEXT = 500;

    private final HelixWriter writer;
    private final Supplier<Optional<TwitchUserId>> bot;

    /** @param bot the account that moderates; empty while none is connected */
    public HelixModeration(HelixWriter writer, Supplier<Optional<TwitchUserId>> bot) {
        this.writer = writer;
        this.bot = bot;
    }

    @Override
    public Outcome delete(TwitchUserId broadcasterId, String chatMessageId) {
        // Without an id Twitch clears the whole chat.
        if (chatMessageId.isBlank()) {
            throw new IllegalArgumentException("a message to delete needs its id");
        }
        return outcome(send(
                broadcasterId,
                Scope.MODERATOR_MANAGE_CHAT_MESSAGES,
                TwitchCall.DELETE_CHAT_MESSAGE,
                "&message_id=" + URLEncoder.encode(chatMessageId, StandardCharsets.UTF_8),
                Optional.empty()));
    }

    @Override
    public Outcome timeOut(TwitchUserId broadcasterId, TwitchUserId chatter, Duration duration, String reason) {
        long seconds = Math.max(1, Math.min(duration.toSeconds(), LONGEST_TIME_OUT.toSeconds()));
        ObjectNode body = JSON.createObjectNode();
        body.putObject("data")
                .put("user_id", chatter.value())
                .put("duration", (int) seconds)
                .put("reason", shortened(reason));
        return outcome(
                send(broadcasterId, Scope.MODERATOR_MANAGE_BANNED_USERS, TwitchCall.TIME_OUT, "", Optional.of(body)));
    }

    @Override
    public Outcome warn(TwitchUserId broadcasterId, TwitchUserId chatter, String reason) {
        ObjectNode body = JSON.createObjectNode();
        body.putObject("data").put("user_id", chatter.value()).put("reason", shortened(reason));
        return outcome(send(broadcasterId, Scope.MODERATOR_MANAGE_WARNINGS, TwitchCall.WARN, "", Optional.of(body)));
    }

    @Override
    public Outcome shieldMode(TwitchUserId broadcasterId, boolean on) {
        ObjectNode body = JSON.createObjectNode().put("is_active", on);
        return outcome(send(
                broadcasterId, Scope.MODERATOR_MANAGE_SHIELD_MODE, TwitchCall.SET_SHIELD_MODE, "", Optional.of(body)));
    }

    @Override
    public Outcome followersOnly(TwitchUserId broadcasterId, Optional<Duration> following) {
        ObjectNode body = JSON.createObjectNode().put("follower_mode", following.isPresent());
        following.ifPresent(least -> body.put("follower_mode_duration", (int)
                Math.max(0, Math.min(least.toMinutes(), LONGEST_FOLLOWING.toMinutes()))));
        return outcome(send(
                broadcasterId,
                Scope.MODERATOR_MANAGE_CHAT_SETTINGS,
                TwitchCall.CHANGE_CHAT_SETTINGS,
                "",
                Optional.of(body)));
    }

    @Override
    public Protection protection(TwitchUserId broadcasterId) {
        return new Protection(
                read(broadcasterId, Scope.MODERATOR_MANAGE_SHIELD_MODE, TwitchCall.GET_SHIELD_MODE, "is_active"),
                read(
                        broadcasterId,
                        Scope.MODERATOR_MANAGE_CHAT_SETTINGS,
                        TwitchCall.GET_CHAT_SETTINGS,
                        "follower_mode"));
    }

    @Override
    public Outcome announce(TwitchUserId broadcasterId, String text) {
        ObjectNode body = JSON.createObjectNode().put("message", shortened(text));
        return outcome(send(
                broadcasterId,
                Scope.MODERATOR_MANAGE_ANNOUNCEMENTS,
                TwitchCall.SEND_ANNOUNCEMENT,
                "",
                Optional.of(body)));
    }

    private Optional<Boolean> read(TwitchUserId broadcasterId, Scope scope, TwitchCall call, String member) {
        return send(broadcasterId, scope, call, "", Optional.empty())
                .filter(HelixWriter.Answer.Heard.class::isInstance)
                .map(answer -> ((HelixWriter.Answer.Heard) answer).answer())
                .filter(heard -> heard instanceof HttpAnswer.Response response && response.isSuccess())
                .map(heard -> ((HttpAnswer.Response) heard)
                        .body()
                        .path("data")
                        .path(0)
                        .path(member))
                .filter(JsonNode::isBoolean)
                .map(JsonNode::booleanValue);
    }

    private Optional<HelixWriter.Answer> send(
            TwitchUserId broadcasterId, Scope scope, TwitchCall call, String more, Optional<ObjectNode> body) {
        return bot.get()
                .map(moderator -> writer.send(
                        CredentialKey.bot(moderator),
                        scope,
                        call,
                        "broadcaster_id=" + broadcasterId + "&moderator_id=" + moderator + more,
                        body));
    }

    private Outcome outcome(Optional<HelixWriter.Answer> sent) {
        if (sent.isEmpty()) {
            return new Outcome.NotPermitted("no bot account is connected");
        }
        HelixWriter.Answer answer = sent.get();
        if (answer instanceof HelixWriter.Answer.ScopeMissing missing) {
            return new Outcome.NotPermitted("the bot did not grant " + missing.scope() + ": connect it again");
        }
        if (answer instanceof HelixWriter.Answer.WithoutToken without) {
            return withoutToken(without.failure());
        }
        HttpAnswer heard = ((HelixWriter.Answer.Heard) answer).answer();
        if (heard instanceof HttpAnswer.NoAnswer none) {
            return none.neverSent()
                    ? new Outcome.RetryLater(none.reason(), UNTIL_RETRY)
                    : new Outcome.Unclear(none.reason());
        }
        return outcome((HttpAnswer.Response) heard);
    }

    private Outcome outcome(HttpAnswer.Response response) {
        String said = response.message();
        if (response.isSuccess()) {
            return new Outcome.Done();
        }
        if (ModeratorRefusal.is(response)) {
            return new Outcome.NotPermitted("the bot is no moderator of the channel");
        }
        return switch (response.status()) {
            case 401, 403 -> new Outcome.NotPermitted(said);
            // Somebody else is changing the same chatter at this moment: nothing was done.
            case 409 -> new Outcome.RetryLater(said, UNTIL_RETRY);
            case 429 -> new Outcome.RetryLater(said, response.retryAfter().orElse(BETWEEN_ANNOUNCEMENTS));
            default -> response.status() >= 500 ? new Outcome.Unclear(said) : new Outcome.Refused(said);
        };
    }

    private static Outcome withoutToken(TwitchFailure failure) {
        return failure instanceof TwitchFailure.RetryLater later
                ? new Outcome.RetryLater(later.reason(), later.after().orElse(UNTIL_RETRY))
                : new Outcome.NotPermitted(failure.reason() + ": connect the bot account again");
    }

    private static String shortened(String text) {
        return text.codePointCount(0, text.length()) <= LONGEST_TEXT
                ? text
                : text.substring(0, text.offsetByCodePoints(0, LONGEST_TEXT));
    }
}
