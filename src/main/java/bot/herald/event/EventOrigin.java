package bot.herald.event;

import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Where an event came from. Two are equal if they name the same delivery.
 *
 * @param messageId Twitch's id of the delivery; the same id is acted on once
 * @param type Twitch's subscription type, for example {@code channel.raid}
 * @param sentAt by Twitch's clock
 * @param content everything that Twitch sent
 */
public record EventOrigin(String messageId, String type, Instant sentAt, Content content) {
    /** What Twitch sent, parsed on demand. */
    public interface Content {
        /** @throws IllegalStateException if it does not fit that class */
        <E> E as(Class<E> type);
    }

    private static final Content NOTHING_MORE = new Content() {
        @Override
        public <E> E as(Class<E> type) {
            throw new IllegalStateException("this event has no further fields");
        }
    };

    /** For an event without further content. */
    public EventOrigin(String messageId, String type, Instant sentAt) {
        this(messageId, type, sentAt, NOTHING_MORE);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof EventOrigin origin
                && messageId.equals(origin.messageId)
                && type.equals(origin.type)
                && sentAt.equals(origin.sentAt);
    }

    @Override
    public int hashCode() {
        return Objects.hash(messageId, type, sentAt);
    }

    @Override
    public String toString() {
        return "EventOrigin[messageId=" + messageId + ", type=" + type + ", sentAt=" + sentAt + "]";
    }
}
