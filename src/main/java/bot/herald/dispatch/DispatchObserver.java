package bot.herald.dispatch;

import bot.herald.event.ChannelEvent;
import java.time.Duration;

/** Counts what the dispatcher does; called on its threads and on those that submit, so it must be quick. */
public interface DispatchObserver {
    /** @param took all handlers together */
    void handled(ChannelEvent event, Duration took);

    void dropped(ChannelEvent event);
}
