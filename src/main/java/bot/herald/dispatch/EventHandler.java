package bot.herald.dispatch;

import bot.herald.event.ChannelEvent;
import bot.herald.event.ChatMessageReceived;

/** Acts on events; called from several threads at once, but only from one at a time for one channel. */
public interface EventHandler {
    /** A short lower-case name for log lines. */
    String name();

    /**
     * Hears a line of chat as it is read, once each and in the order of the channel, before it waits for anything: the place to count
     * it, and to tell whether it leads to anything. Of a thousand lines one does; the others end here, and cost no thread.
     *
     * <p>Called on the thread that reads the socket, for all channels: must not block, and looks at nothing but memory.
     *
     * @return whether {@link #handle} may do anything with it; if no handler says so, the line goes no further. If one does, all
     *     handlers are called with it
     */
    default boolean hear(ChatMessageReceived line) {
        return true;
    }

    /** May block and may throw: neither disturbs other channels or other handlers. */
    void handle(ChannelEvent event);
}
