package bot.herald.event;

import bot.herald.identity.TwitchUserId;

/**
 * An event of any of Twitch's types, for a feature that asked for it by {@code Wants.twitch}.
 *
 * @param origin {@link EventOrigin#type} says which
 */
public record TwitchEvent(EventOrigin origin, TwitchUserId broadcasterId) implements ChannelEvent {
    /**
     * The event as Twitch4J has it.
     *
     * @param type the class that belongs to the type of event, such as {@code ChannelPollEndEvent}
     * @throws IllegalStateException if what Twitch sent does not fit that
     */
    public <E> E as(Class<E> type) {
        return origin.content().as(type);
    }
}
