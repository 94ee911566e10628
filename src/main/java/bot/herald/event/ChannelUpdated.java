package bot.herald.event;

import bot.herald.identity.TwitchUserId;

/**
 * A channel has a new title, category or language.
 *
 * @param categoryName empty if none is set
 */
public record ChannelUpdated(
        EventOrigin origin, TwitchUserId broadcasterId, String title, String categoryName, String language)
        implements ChannelEvent {}
