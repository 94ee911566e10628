package bot.herald.twitch.helix;

import bot.herald.auth.CredentialKey;
import bot.herald.chat.ChatSender;
import bot.herald.identity.TwitchUserId;
import bot.herald.twitch.door.Caller;
import bot.herald.twitch.door.HelixAnswer;
import bot.herald.twitch.door.TwitchDoor;
import bot.herald.twitch.http.HttpAnswer;
import com.github.twitch4j.helix.domain.ChatDropReason;
import com.github.twitch4j.helix.domain.ChatMessage;
import com.github.twitch4j.helix.domain.SentChatMessage;
import com.github.twitch4j.helix.domain.SentChatMessageWrapper;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Send Chat Message. Sends each line at most once, because it must never appear twice. */
public final class HelixChatSender implements ChatSender {
    private static final Logger log = LoggerFactory.getLogger(HelixChatSender.class);

    private final TwitchDoor door;
    private final AppTokenRule appTokenRule;
    private final Supplier<Optional<TwitchUserId>> bot;

    /** @param bot the bot's account; empty while none is connected */
    public HelixChatSender(TwitchDoor door, AppTokenRule appTokenRule, Supplier<Optional<TwitchUserId>> bot) {
        this.door = door;
        this.appTokenRule = appTokenRule;
        this.bot = bot;
    }

    @Override
    public Result send(TwitchUserId broadcasterId, String text, Optional<String> replyTo) {
        Optional<TwitchUserId> sender = bot.get();
        if (sender.isEmpty()) {
            return new Result.NoBot("no bot account is connected");
        }
        ChatMessage line = ChatMessage.builder()
                .broadcasterId(broadcasterId.value())
                .senderId(sender.get().value())
                .message(text)
                .replyParentMessageId(replyTo.orElse(null))
                .build();
        return appTokenRule.allows(sender.get(), broadcasterId)
                ? sendAsApp(broadcasterId, sender.get(), line)
                : sendAsBot(sender.get(), line);
    }

    /** Uses the app's token or, if that is not at hand or Twitch does not accept it, the bot's own. */
    private Result sendAsApp(TwitchUserId broadcasterId, TwitchUserId sender, ChatMessage line) {
        HelixAnswer<SentChatMessageWrapper> answer = post(Caller.APP_AT_ONCE, line.withForSourceOnly(true));
        boolean withoutToken = answer instanceof HelixAnswer.Reauthorize<SentChatMessageWrapper>
                || (answer instanceof HelixAnswer.Later<SentChatMessageWrapper> later
                        && later.cause() == HelixAnswer.Cause.NO_TOKEN);
        if (withoutToken) {
            return sendAsBot(sender, line);
        }
        // None of these did anything, so the line may be sent another way.
        boolean botMayTry = isRefused(answer, 401)
                || isRefused(answer, 403)
                || (isRefused(answer, 400) && !isNotRepliable(answer, line));
        if (!botMayTry) {
            return result(answer, line);
        }
        Result result = sendAsBot(sender, line);
        if (result instanceof Result.Sent) {
            log.info(
                    "broadcaster={} Twitch does not accept the app access token in this channel: using the bot's token",
                    broadcasterId);
            appTokenRule.refused(broadcasterId);
        }
        return result;
    }

    private Result sendAsBot(TwitchUserId sender, ChatMessage line) {
        return result(post(Caller.of(CredentialKey.bot(sender)), line), line);
    }

    private HelixAnswer<SentChatMessageWrapper> post(Caller caller, ChatMessage line) {
        return door.ask(caller, (helix, token) -> helix.sendChatMessage(token, line));
    }

    private static boolean isRefused(HelixAnswer<?> answer, int status) {
        return answer instanceof HelixAnswer.Refused<?> refused && refused.status() == status;
    }

    private static boolean isNotRepliable(HelixAnswer<?> answer, ChatMessage line) {
        return line.getReplyParentMessageId() != null
                && answer instanceof HelixAnswer.Refused<?> refused
                && refused.status() == 400
                && refused.reason().toLowerCase(Locale.ROOT).contains("cannot be replied to");
    }

    private static Result result(HelixAnswer<SentChatMessageWrapper> answer, ChatMessage line) {
        if (answer instanceof HelixAnswer.Found<SentChatMessageWrapper> found) {
            return ResponseLists.first(found.value().getData())
                    .map(HelixChatSender::accepted)
                    .orElseGet(() -> new Result.Unclear(HttpAnswer.UNREADABLE));
        }
        if (answer instanceof HelixAnswer.Later<SentChatMessageWrapper> later) {
            return later(later);
        }
        if (answer instanceof HelixAnswer.Refused<SentChatMessageWrapper> refused) {
            return isNotRepliable(answer, line) ? new Result.NotRepliable() : refused(refused);
        }
        return new Result.NoBot(answer.failure().reason() + ": connect the bot account again");
    }

    private static Result later(HelixAnswer.Later<?> later) {
        return switch (later.cause()) {
            case NO_TOKEN -> new Result.NotSent(later.reason(), later.after(), Result.Holds.TOKEN);
            case NEVER_SENT -> new Result.NotSent(later.reason(), later.after(), Result.Holds.CHANNEL);
            case LIMIT -> new Result.NotSent("too many requests", later.after(), Result.Holds.CHANNEL);
            case NO_POINTS -> new Result.NotSent("too many requests", later.after(), Result.Holds.ACCOUNT);
            case NO_ANSWER, SERVER_ERROR, UNREADABLE -> new Result.Unclear(later.reason());
        };
    }

    private static Result refused(HelixAnswer.Refused<?> refused) {
        return switch (refused.status()) {
            case 401 ->
                refused.reason().toLowerCase(Locale.ROOT).contains("scope")
                        ? new Result.NoBot(refused.reason() + ": connect the bot account again")
                        : new Result.NotSent(
                                "401 to a good token: " + refused.reason(), Optional.empty(), Result.Holds.CHANNEL);
            case 403 -> new Result.Forbidden(refused.reason());
            case 400, 404, 422 -> new Result.Dropped("http_" + refused.status(), refused.reason());
            default -> new Result.Unclear(refused.reason());
        };
    }

    private static Result accepted(SentChatMessage line) {
        if (line.isSent()) {
            return new Result.Sent(Objects.requireNonNullElse(line.getMessageId(), ""));
        }
        ChatDropReason reason = line.getDropReason();
        return new Result.Dropped(
                reason == null ? "unknown" : Objects.requireNonNullElse(reason.getCode(), "unknown"),
                reason == null ? "" : Objects.requireNonNullElse(reason.getMessage(), ""));
    }
}
