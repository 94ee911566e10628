package bot.herald.chat;

import bot.herald.chat.ChatTurns.Rule;
import bot.herald.chat.ChatTurns.Turn;
import bot.herald.identity.TwitchUserId;
import java.util.function.IntSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks for turns and treats any failure as no answer: a sending thread must not be lost to it. */
final class Turns {
    private static final Logger log = LoggerFactory.getLogger(Turns.class);

    private final ChatTurns turns;
    private final IntSupplier liveInstances;

    Turns(ChatTurns turns, IntSupplier liveInstances) {
        this.turns = turns;
        this.liveInstances = liveInstances;
    }

    /** Blocks. */
    Turn take(TwitchUserId broadcasterId, Rule rule) {
        try {
            return turns.take(broadcasterId, rule);
        } catch (RuntimeException e) {
            log.error("broadcaster={} asking for a turn to send failed inside Herald", broadcasterId, e);
            return new Turn.Unknown();
        }
    }

    /** Blocks. */
    void over(TwitchUserId broadcasterId, Turn turn, Rule rule) {
        try {
            if (turn instanceof Turn.Taken taken) {
                turns.over(taken, rule);
            }
        } catch (RuntimeException e) {
            // The line then counts for some seconds longer.
            log.error("broadcaster={} ending a turn to send failed inside Herald", broadcasterId, e);
        }
    }

    /** The number of parts to divide the limits into after such an answer. */
    int parts(Turn answer) {
        return answer instanceof Turn.Unknown ? Math.max(1, liveInstances.getAsInt()) : 1;
    }
}
