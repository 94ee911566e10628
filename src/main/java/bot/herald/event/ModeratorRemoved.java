package bot.herald.event;

import bot.herald.identity.TwitchUserId;

/** Somebody is no longer a moderator of a channel. */
public record ModeratorRemoved(EventOrigin origin, TwitchUserId broadcasterId, Account moderator)
        implements ChannelEvent {}
