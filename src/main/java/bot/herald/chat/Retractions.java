package bot.herald.chat;

import bot.herald.chat.OutgoingMessage.Question;
import bot.herald.event.TwitchEvent.Deletion;
import bot.herald.identity.TwitchUserId;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The messages that were lately taken off the chat, which nobody wants answered any more. Twitch tells Herald of them
 * only where somebody watches the live feed, or a plug-in asked for it. Not safe for concurrent use.
 */
final class Retractions {
    /** More than are deleted in the minute in which a message is answered. */
    private static final int MOST = 1_000;

    /** Who wrote them, or their id, with the channel; and when they were deleted. */
    private final Map<Key, Instant> deleted = new LinkedHashMap<>();

    private record Key(TwitchUserId broadcasterId, Object what) {}

    void add(TwitchUserId broadcasterId, Deletion deletion, Instant at) {
        Object what = deletion instanceof Deletion.OfChatter of
                ? of.chatter()
                : ((Deletion.OfMessage) deletion).chatMessageId();
        deleted.merge(new Key(broadcasterId, what), at, (before, now) -> now.isAfter(before) ? now : before);
        if (deleted.size() > MOST) {
            deleted.remove(deleted.keySet().iterator().next());
        }
    }

    /** Whether the message answers one of them. */
    boolean cover(OutgoingMessage message) {
        return message.question()
                .filter(question -> isDeleted(message.broadcasterId(), question))
                .isPresent();
    }

    private boolean isDeleted(TwitchUserId broadcasterId, Question question) {
        Instant purged = deleted.get(new Key(broadcasterId, question.chatter()));
        return deleted.containsKey(new Key(broadcasterId, question.chatMessageId()))
                || (purged != null && !question.writtenAt().isAfter(purged));
    }
}
