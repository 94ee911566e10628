package bot.herald.simulator;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A chat message that an app sent through {@code POST /helix/chat/messages}, shown or dropped.
 *
 * @param byAppToken whether it was sent with an app access token, which gives it the bot badge
 */
public record SentMessage(
        String messageId,
        String broadcasterId,
        String senderId,
        String text,
        @Nullable String replyTo,
        boolean byAppToken,
        boolean sent,
        @Nullable String dropReason,
        Instant at) {}
