package bot.herald.moderation;

import bot.herald.identity.TwitchUserId;
import java.time.Duration;
import java.util.Optional;

/** For a bot that is not a moderator anywhere. */
public final class NoModeration implements ChatModeration {
    private static final Outcome NEVER =
            new Outcome.NotPermitted("the bot is no moderator of this channel: make it one");

    @Override
    public Outcome delete(TwitchUserId broadcasterId, String chatMessageId) {
        return NEVER;
    }

    @Override
    public Outcome timeOut(TwitchUserId broadcasterId, TwitchUserId chatter, Duration duration, String reason) {
        return NEVER;
    }

    @Override
    public Outcome warn(TwitchUserId broadcasterId, TwitchUserId chatter, String reason) {
        return NEVER;
    }

    @Override
    public Outcome shieldMode(TwitchUserId broadcasterId, boolean on) {
        return NEVER;
    }

    @Override
    public Outcome followersOnly(TwitchUserId broadcasterId, Optional<Duration> following) {
        return NEVER;
    }

    @Override
    public Outcome announce(TwitchUserId broadcasterId, String text) {
        return NEVER;
    }
}
