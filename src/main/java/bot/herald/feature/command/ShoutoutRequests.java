package bot.herald.feature.command;

import bot.herald.identity.TwitchUserId;

/** Takes wishes for Twitch's own shoutouts; whoever grants them keeps to Twitch's cool-downs. Must not block. */
public interface ShoutoutRequests {
    void request(TwitchUserId broadcasterId, TwitchUserId target);

    /** For an installation that gives none; {@code !so} then is the chat line alone. */
    static ShoutoutRequests none() {
        return (broadcasterId, target) -> {};
    }
}
