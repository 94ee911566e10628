package bot.herald.feature.filter;

import java.time.Duration;

/** Runs something after a while, on a thread where it holds up no channel's events. */
@FunctionalInterface
public interface Later {
    /** @return false if it will never run: too much waits already, or the process ends */
    boolean after(Duration time, Runnable task);
}
