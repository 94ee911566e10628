package bot.herald.twitch.eventsub;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import org.eclipse.jetty.io.ClientConnector;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.ManagedSelector;
import org.eclipse.jetty.io.SocketChannelEndPoint;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.thread.Scheduler;

/**
 * Opens connections that ask the system no more than needed. Jetty reads until nothing is left; a frame comes alone, so every second
 * question is in vain, and one to the system costs as much as a frame's JSON.
 */
final class ThriftyConnector extends ClientConnector {
    @Override
    protected EndPoint newEndPoint(SelectableChannel channel, ManagedSelector selector, SelectionKey key) {
        return new Socket((SocketChannel) channel, selector, key, getScheduler());
    }

    private static final class Socket extends SocketChannelEndPoint {
        /** Whether less came than there was room for. If more has come since, the selector says so. */
        private volatile boolean isRead;

        Socket(SocketChannel channel, ManagedSelector selector, SelectionKey key, Scheduler scheduler) {
            super(channel, selector, key, scheduler);
        }

        @Override
        public Runnable onSelected() {
            isRead = false;
            return super.onSelected();
        }

        @Override
        public int fill(ByteBuffer buffer) throws IOException {
            if (isRead) {
                isRead = false;
                return 0;
            }
            int room = BufferUtil.space(buffer);
            int came = super.fill(buffer);
            isRead = came > 0 && came < room;
            return came;
        }
    }
}
