package bot.herald.dispatch;

import bot.herald.event.ChannelEvent;
import bot.herald.event.ChatMessageReceived;

/** Acts on events; called from several threads at once, but only from one at a time for one channel. */
public interface EventHandler {
    /** A short lower-case name for log lines. */
    String name();

    /**
     * Called for each line of chat as it is read, once each and in the channel's order, before the line waits for
     * anything: the place to count lines, and to say whether one leads to anything. One in a thousand does; the others
     * end here and cost no thread.
     *
     * <p>Called on the thread that reads the socket, for all channels: must not block, and only uses what is in memory.
     *
     * @return whether {@link #handle} may have to act on it. If no handler says so, the line goes no further; if one
     * does, all handlers are called with it
     */
    default boolean hear(ChatMessageReceived line) {
        return true;
    }

    /** May block and may throw: neither affects other channels or other handlers. */
    void handle(ChannelEvent event);
}
