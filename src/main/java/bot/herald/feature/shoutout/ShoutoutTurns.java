package bot.herald.feature.shoutout;

import bot.herald.identity.TwitchUserId;
import java.time.Duration;

/**
 * When shoutouts may be given, known to every process that serves the channels and kept through restarts. Blocks for the
 * database; where that does not answer a turn is to be had, since Twitch itself refuses what comes too early.
 */
public interface ShoutoutTurns {
    /** For one process, whose queue remembers and learns of earlier cool-downs from Twitch's refusals. */
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

    /** Takes the channel's turn if it is free, and the target's; whoever got it tells with one of the others how it ended. */
    Turn take(TwitchUserId broadcasterId, TwitchUserId target);

    /**
     * One was given, or may have been.
     *
     * @param channel how long from now the channel gives none
     * @param sameTarget the same for this target; zero if it was not given after all
     */
    void given(TwitchUserId broadcasterId, TwitchUserId target, Duration channel, Duration sameTarget);

    /** Gives the turn back: nothing came of it. */
    void release(TwitchUserId broadcasterId);

    /** Whether one may be given. */
    sealed interface Turn {
        record Taken() implements Turn {}

        /** Another shoutout was given, or is under way. */
        record ChannelNotYet(Duration after) implements Turn {}

        record TargetNotYet(Duration after) implements Turn {}
    }
}
