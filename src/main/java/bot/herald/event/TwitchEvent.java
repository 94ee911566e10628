package bot.herald.event;

import bot.herald.identity.TwitchUserId;
import java.util.Map;
import java.util.Optional;

/**
 * An event of any of Twitch's types, for a feature that asked for it with {@code Wants.twitch}.
 *
 * @param origin its {@link EventOrigin#type} says which type
 */
public record TwitchEvent(EventOrigin origin, TwitchUserId broadcasterId) implements ChannelEvent {
    /** What a moderator, or Twitch, took off the chat. */
    public sealed interface Deletion {
        record OfMessage(String chatMessageId) implements Deletion {}

        /** Everything that somebody wrote before, as with a timeout or a ban. */
        record OfChatter(TwitchUserId chatter, String displayName) implements Deletion {}
    }

    /**
     * The event as Twitch4J models it.
     *
     * @param type the class for the event's type, such as {@code ChannelPollEndEvent}
     * @throws IllegalStateException if what Twitch sent does not fit that class
     */
    public <E> E as(Class<E> type) {
        return origin.content().as(type);
    }

    /** Empty if the event takes nothing off the chat, or does not say what. */
    public Optional<Deletion> deletion() {
        return switch (origin.type()) {
            case "channel.chat.message_delete" -> text("message_id").map(Deletion.OfMessage::new);
            case "channel.chat.clear_user_messages" ->
                text("target_user_id")
                        .filter(TwitchUserId::isValid)
                        .map(id -> new Deletion.OfChatter(
                                new TwitchUserId(id), text("target_user_name").orElse(id)));
            default -> Optional.empty();
        };
    }

    private Optional<String> text(String field) {
        return as(Map.class).get(field) instanceof String text && !text.isEmpty()
                ? Optional.of(text)
                : Optional.empty();
    }
}
