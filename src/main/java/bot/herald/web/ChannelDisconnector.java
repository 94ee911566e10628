package bot.herald.web;

import bot.herald.identity.TwitchUserId;

/** Takes the bot out of a channel. */
@FunctionalInterface
public interface ChannelDisconnector {
    /** Deletes the channel's subscriptions, revokes its token on Twitch and deletes it here. Calling it again does nothing. */
    void disconnect(TwitchUserId broadcaster);
}
