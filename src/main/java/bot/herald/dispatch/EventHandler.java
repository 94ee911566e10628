package bot.herald.dispatch;

import bot.herald.event.ChannelEvent;

/** Acts on events; called from several threads at once, but only from one at a time for one channel. */
public interface EventHandler {
    /** A short lower-case name for log lines. */
    String name();

    /** May block and may throw: neither disturbs other channels or other handlers. */
    void handle(ChannelEvent event);
}
