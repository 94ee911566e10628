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

    /** Reports later what became of a line that {@link #send} called unclear; nothing is sent because of this. */
    default void settled(TwitchUserId broadcasterId, String text, Optional<String> replyTo, Result result) {}

    /** What happened to the message. */
    sealed interface Result {
        record Sent(String chatMessageId) implements Result {}

        /** Twitch accepted the request and did not show the message. */
        record Dropped(String code, String reason) implements Result {}

        /** The message that it answers can no longer be replied to; it may be sent without the reply. */
        record NotRepliable() implements Result {}

        /**
         * Nothing was sent; the same message may be tried again.
         *
         * @param after what Twitch asked for; empty if it named no time
         */
        record NotSent(String reason, Optional<Duration> after, Holds holds) implements Result {}

        /** The bot cannot write there: it is banned, or lacks permission. */
        record Forbidden(String reason) implements Result {}

        /** The bot cannot write anywhere until somebody connects it again. */
        record NoBot(String reason) implements Result {}

        /** No readable answer came: the message may have been sent. */
        record Unclear(String reason) implements Result {}

        /** What a message that could not be sent holds up. */
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
