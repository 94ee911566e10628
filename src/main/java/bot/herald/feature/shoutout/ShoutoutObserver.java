package bot.herald.feature.shoutout;

/** Counts what became of wishes for shoutouts. Must not block. */
@FunctionalInterface
public interface ShoutoutObserver {
    /** @param outcome one of few fixed words, fit for a metric's label */
    void outcome(String outcome);
}
