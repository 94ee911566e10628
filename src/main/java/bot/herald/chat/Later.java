package bot.herald.chat;

import java.time.Duration;

/** Runs something after a while, on a thread of its own. Tests run it when they say so. */
interface Later {
    void after(Duration time, Runnable task);

    /** What has not run yet never will. */
    void close();
}
