package bot.herald.chat;

import bot.herald.identity.TwitchUserId;
import java.time.Duration;
import java.util.Optional;

/**
 * Sends one chat message as the bot, once.
 *
 * <p>Blocks for one request. Never repeats it by itself: a chat line must not appear twice.
 */
public interface ChatSender {
    /** @param text at most 500 code points */
    Result send(TwitchUserId broadcasterId, String text, Optional<String> replyTo);

    /** What became of the message. */
    sealed interface Result {
        record Sent(String chatMessageId) implements Result {}

        /** Twitch took the request and did not show the message. */
        record Dropped(String code, String reason) implements Result {}

        /** The message that it answers cannot be replied to any more; without the reply it may be sent. */
        record NotRepliable() implements Result {}

        /** Nothing was sent; the same message may be tried again after {@code after}. */
        record NotSent(String reason, Duration after) implements Result {}

        /** The bot may not speak there: banned, or no permission. */
        record Forbidden(String reason) implements Result {}

        /** The bot may speak nowhere until a person connects it again. */
        record NoBot(String reason) implements Result {}

        /** No readable answer came: it may have been sent, so it is not sent again. */
        record Unclear(String reason) implements Result {}
    }
}
