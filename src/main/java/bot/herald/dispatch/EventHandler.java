package bot.herald.dispatch;

import bot.herald.event.ChannelEvent;
import bot.herald.event.ChatMessageReceived;

/** Acts on events; called from several threads at once, but only from one at a time for one channel. */
public interface EventHandler {
    /** A short lower-case name for log lines. */
    String name();

    /**
     * Called once for each line of chat as it is read, in the channel's order and before the line is queued: the place
     * to count lines, and to tell whether a handler has to act on this one. Few lines need that, perhaps one in a
     * thousand; all others end here and need no thread.
     *
     * <p>Called on the thread that reads the socket for all channels, so it must not block and may use only what is in
     * memory.
     *
     * @return whether {@link #handle} may have to act on the line; if no handler says so, none is called with it,
     * otherwise all are
     */
    default boolean hear(ChatMessageReceived line) {
        return true;
    }

    /** May block and may throw: neither affects other channels or other handlers. */
    void handle(ChannelEvent event);
}
