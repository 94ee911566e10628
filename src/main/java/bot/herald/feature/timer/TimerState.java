package bot.herald.feature.timer;

import java.time.Instant;

/**
 * The progress of a timer.
 *
 * @param nextIndex the index of the next message
 * @param lastSentAt {@link Instant#EPOCH} if it has not said any
 */
public record TimerState(int nextIndex, Instant lastSentAt) {
    public static final TimerState NEW = new TimerState(0, Instant.EPOCH);

    boolean hasSent() {
        return !lastSentAt.equals(Instant.EPOCH);
    }
}
