package bot.herald.event;

import bot.herald.identity.TwitchUserId;

/** Somebody became a moderator of a channel. */
public record ModeratorAdded(EventOrigin origin, TwitchUserId broadcasterId, Account moderator)
        implements ChannelEvent {}
