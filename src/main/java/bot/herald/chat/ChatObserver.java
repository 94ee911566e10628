package bot.herald.chat;

/** Counts what became of outgoing messages: sent, or the reason why not. Must not block. */
@FunctionalInterface
public interface ChatObserver {
    /** @param outcome one of few fixed words, fit for a metric's label */
    void outcome(String outcome);
}
