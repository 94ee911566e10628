package bot.herald.feature.raid;

import bot.herald.identity.TwitchUserId;

/** Takes the wish for Twitch's own shoutout after a raid. Must not block. */
@FunctionalInterface
public interface RaidShoutouts {
    void request(TwitchUserId broadcasterId, TwitchUserId raider);
}
