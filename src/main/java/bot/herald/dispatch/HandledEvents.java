package bot.herald.dispatch;

import java.time.Instant;

/** Remembers what was acted on, so that the same delivery never leads to two actions. Safe for concurrent use. */
public interface HandledEvents {
    /** Whether nobody asked this about {@code messageId} before; true for one caller only. */
    boolean firstTime(String messageId, Instant now);
}
