package bot.herald.chat;

import bot.herald.identity.TwitchUserId;
import java.time.Duration;

/**
 * Counts what all processes say as the bot's account, so that together they keep within Twitch's limits. Asked before each line
 * is sent. Blocks; never to be called while a lock is held. Safe for concurrent use.
 */
public interface ChatTurns {
    /** For one process, which counts for itself. */
    ChatTurns ALONE = new ChatTurns() {
        @Override
        public Turn take(TwitchUserId broadcasterId, Rule rule) {
            return new Turn.Taken("");
        }

        @Override
        public void over(Turn.Taken turn, Rule rule) {
            // Nobody else counts.
        }
    };

    /**
     * What has to hold with one line more.
     *
     * @param account lines in a window over all channels
     * @param channel lines in a window in the channel
     * @param between from one line to the next in the channel; zero where that does not matter
     */
    record Rule(int account, int channel, Duration window, Duration between) {}

    /** Takes a turn if the rule allows it; whoever got it says when it is {@link #over}. */
    Turn take(TwitchUserId broadcasterId, Rule rule);

    /** Twitch has answered: from now on the line counts for one window more. */
    void over(Turn.Taken turn, Rule rule);

    /** Whether a line may be sent. */
    sealed interface Turn {
        record Taken(String id) implements Turn {}

        /** @param after when to ask again; more than zero */
        record NotYet(Duration after) implements Turn {}

        /** Nobody can tell what the others say: each process has to keep to its share. */
        record Unknown() implements Turn {}
    }
}
