package bot.herald.feature.timer;

import java.time.Instant;

/**
 * How far a timer has come.
 *
 * @param nextIndex of the message to say next
 * @param lastSentAt {@link Instant#EPOCH} before the first
 */
public record TimerState(int nextIndex, Instant lastSentAt) {
    public static final TimerState NEW = new TimerState(0, Instant.EPOCH);

    boolean hasSent() {
        return !lastSentAt.equals(Instant.EPOCH);
    }
}
