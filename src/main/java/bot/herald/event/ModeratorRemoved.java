package bot.herald.event;

import bot.herald.identity.TwitchUserId;

/** Somebody is no moderator of a channel any more. */
public record ModeratorRemoved(EventOrigin origin, TwitchUserId broadcasterId, Account moderator)
        implements ChannelEvent {}
