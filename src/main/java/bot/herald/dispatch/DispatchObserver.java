package bot.herald.dispatch;

import bot.herald.event.ChannelEvent;
import java.time.Duration;

/** Counts what the dispatcher does. Called on its threads and on those that submit events, so it must be quick. */
public interface DispatchObserver {
    /** @param took the time of all handlers together */
    void handled(ChannelEvent event, Duration took);

    void dropped(ChannelEvent event);
}
