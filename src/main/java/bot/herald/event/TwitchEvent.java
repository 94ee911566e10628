package bot.herald.event;

import bot.herald.identity.TwitchUserId;

/**
 * An event of any of Twitch's types, for a feature that asked for it with {@code Wants.twitch}.
 *
 * @param origin its {@link EventOrigin#type} says which type
 */
public record TwitchEvent(EventOrigin origin, TwitchUserId broadcasterId) implements ChannelEvent {
    /**
     * The event as Twitch4J models it.
     *
     * @param type the class for the event's type, such as {@code ChannelPollEndEvent}
     * @throws IllegalStateException if what Twitch sent does not fit that class
     */
    public <E> E as(Class<E> type) {
        return origin.content().as(type);
    }
}
