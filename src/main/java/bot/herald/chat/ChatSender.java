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

    /** Told later what became of a line of which {@link #send} said that it is unclear; it is not sent for this. */
    default void settled(TwitchUserId broadcasterId, String text, Optional<String> replyTo, Result result) {}

    /** What became of the message. */
    sealed interface Result {
        record Sent(String chatMessageId) implements Result {}

        /** Twitch took the request and did not show the message. */
        record Dropped(String code, String reason) implements Result {}

        /** The message that it answers cannot be replied to any more; without the reply it may be sent. */
        record NotRepliable() implements Result {}

        /**
         * Nothing was sent; the same message may be tried again.
         *
         * @param after what Twitch asked for; empty if it named no time
         */
        record NotSent(String reason, Optional<Duration> after, Holds holds) implements Result {}

        /** The bot may not speak there: banned, or no permission. */
        record Forbidden(String reason) implements Result {}

        /** The bot may speak nowhere until a person connects it again. */
        record NoBot(String reason) implements Result {}

        /** No readable answer came: it may have been sent. */
        record Unclear(String reason) implements Result {}

        /** Whom it holds up that a message could not be sent. */
        enum Holds {
            /** The channel. */
            CHANNEL,
            /** The bot's account in every channel. */
            ACCOUNT,
            /** As {@link #ACCOUNT}, until a token is renewed. */
            TOKEN
        }
    }
}
