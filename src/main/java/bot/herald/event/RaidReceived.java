package bot.herald.event;

import bot.herald.identity.TwitchUserId;

/**
 * Another channel sent its viewers here.
 *
 * @param broadcasterId the channel that was raided
 * @param viewers as Twitch counted them; may be 0
 */
public record RaidReceived(EventOrigin origin, TwitchUserId broadcasterId, Account raider, int viewers)
        implements ChannelEvent {}
