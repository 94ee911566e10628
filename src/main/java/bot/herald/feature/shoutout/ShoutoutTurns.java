package bot.herald.feature.shoutout;

import bot.herald.identity.TwitchUserId;
import java.time.Duration;

/**
 * The cooldowns of shoutouts, shared by all instances and kept across restarts. Blocks for the database. While that is down,
 * turns are free, since Twitch refuses whatever comes too early.
 */
public interface ShoutoutTurns {
    /** For a single process, whose queue remembers cooldowns and learns of earlier ones from Twitch's refusals. */
    ShoutoutTurns ALONE = new ShoutoutTurns() {
        @Override
        public Turn take(TwitchUserId broadcasterId, TwitchUserId target) {
            return new Turn.Taken();
        }

        @Override
        public void given(TwitchUserId broadcasterId, TwitchUserId target, Duration channel, Duration sameTarget) {
            // The queue itself remembers.
        }

        @Override
        public void release(TwitchUserId broadcasterId) {
            // Nobody else waits for it.
        }
    };

    /** Takes the turn of the channel and the target if both are free; the caller then reports the outcome by another method. */
    Turn take(TwitchUserId broadcasterId, TwitchUserId target);

    /**
     * A shoutout was given, or may have been.
     *
     * @param channel the channel's cooldown from now
     * @param sameTarget the target's cooldown from now; zero if it was not given after all
     */
    void given(TwitchUserId broadcasterId, TwitchUserId target, Duration channel, Duration sameTarget);

    /** Returns the turn unused. */
    void release(TwitchUserId broadcasterId);

    /** Whether a shoutout may be given. */
    sealed interface Turn {
        record Taken() implements Turn {}

        /** Another shoutout was given, or is under way. */
        record ChannelNotYet(Duration after) implements Turn {}

        record TargetNotYet(Duration after) implements Turn {}
    }
}
