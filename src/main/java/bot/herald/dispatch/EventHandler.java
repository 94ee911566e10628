package bot.herald.dispatch;

import bot.herald.event.ChannelEvent;

/** Acts on events; called for one event of a channel at a time, never on a socket's thread. */
public interface EventHandler {
    /** A short name for log lines. */
    String name();

    void handle(ChannelEvent event);
}
