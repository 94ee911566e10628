package bot.herald.chat;

import bot.herald.identity.TwitchUserId;
import java.time.Duration;

/**
 * Counts what all processes send as the bot's account, so that together they keep within Twitch's limits. Asked before
 * each line is sent. Blocks; must not be called while holding a lock. Safe for concurrent use.
 */
public interface ChatTurns {
    /** For a single process, which counts by itself. */
    ChatTurns ALONE = new ChatTurns() {
        @Override
        public Turn take(TwitchUserId broadcasterId, Rule rule) {
            return new Turn.Taken("");
        }

        @Override
        public void over(Turn.Taken turn, Rule rule) {
            // There is nobody to share with.
        }
    };

    /**
     * What must hold when one more line is sent.
     *
     * @param account lines in a window over all channels
     * @param channel lines in a window in the channel
     * @param between the time between two lines in the channel; zero where that does not matter
     */
    record Rule(int account, int channel, Duration window, Duration between) {}

    /** Takes a turn if the rule allows it; whoever gets one calls {@link #over} afterwards. */
    Turn take(TwitchUserId broadcasterId, Rule rule);

    /** Twitch has answered: the line counts for one window from now on. */
    void over(Turn.Taken turn, Rule rule);

    /** Whether a line may be sent. */
    sealed interface Turn {
        record Taken(String id) implements Turn {}

        /** @param after when to ask again; more than zero */
        record NotYet(Duration after) implements Turn {}

        /** Nobody can tell what the others send: each process has to keep to its share. */
        record Unknown() implements Turn {}
    }
}
