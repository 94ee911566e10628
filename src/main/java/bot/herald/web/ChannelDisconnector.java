package bot.herald.web;

import bot.herald.identity.TwitchUserId;

/** Takes the bot out of a channel. */
@FunctionalInterface
public interface ChannelDisconnector {
    /** Deletes the channel's subscriptions, revokes its token at Twitch and erases it here; does nothing twice. */
    void disconnect(TwitchUserId broadcaster);
}
