package bot.herald.twitch.eventsub;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.eclipse.jetty.io.ClientConnector;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.ManagedSelector;
import org.eclipse.jetty.io.SelectorManager;
import org.eclipse.jetty.io.SocketChannelEndPoint;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.thread.Scheduler;

/**
 * Opens connections that ask the system no more than needed. Jetty reads until nothing is left; a frame comes alone, so every second
 * question is in vain, and one to the system costs as much as a frame's JSON.
 *
 * <p>To be woken for a frame costs more than all else that is done with it. Where frames come one upon the other they are let gather for
 * a moment, as network cards do it, and several are read at once; the moment begins when all that came is dealt with, so that nothing
 * waits longer than that, and where less comes nothing waits at all.
 */
final class ThriftyConnector extends ClientConnector {
    @Override
    protected SelectorManager newSelectorManager() {
        return new ClientSelectorManager(getExecutor(), getScheduler(), getSelectors()) {
            @Override
            protected ManagedSelector newSelector(int id) {
                return new Waiting(this, id);
            }
        };
    }

    @Override
    protected EndPoint newEndPoint(SelectableChannel channel, ManagedSelector selector, SelectionKey key) {
        return new Socket((SocketChannel) channel, (Waiting) selector, key, getScheduler());
    }

    /** How much comes. Its callers take turns. */
    static final class Stream {
        /**
         * In half a millisecond two lines of chat, at four thousand a second. With fewer, to be woken once to see whether anything came and
         * again for what comes is no less work.
         */
        private static final long MUCH_IN_A_MICROSECOND = 6;

        private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

        private volatile long bytes;
        private volatile long since;
        private volatile boolean isMuch;

        Stream(long now) {
            since = now;
        }

        @SuppressWarnings("NonAtomicVolatileUpdate")
        void came(int more) {
            bytes += more;
        }

        /** Whether it was much when it was looked at last, which is at most a tenth of a second ago or now. */
        boolean isMuch(long now) {
            long time = now - since;
            if (time > LOOK_NANOS) {
                isMuch = bytes > TimeUnit.NANOSECONDS.toMicros(time) * MUCH_IN_A_MICROSECOND;
                bytes = 0;
                since = now;
            }
            return isMuch;
        }
    }

    private static final class Waiting extends ManagedSelector {
        private static final long MOMENT_NANOS = TimeUnit.MICROSECONDS.toNanos(500);

        private final Stream stream = new Stream(System.nanoTime());

        Waiting(SelectorManager manager, int id) {
            super(manager, id);
        }

        @Override
        protected int nioSelect(Selector selector, boolean now) throws IOException {
            if (!now && stream.isMuch(System.nanoTime())) {
                LockSupport.parkNanos(MOMENT_NANOS);
            }
            return super.nioSelect(selector, now);
        }
    }

    private static final class Socket extends SocketChannelEndPoint {
        private final Stream stream;
        /** Whether less came than there was room for. If more has come since, the selector says so. */
        private volatile boolean isRead;

        Socket(SocketChannel channel, Waiting selector, SelectionKey key, Scheduler scheduler) {
            super(channel, selector, key, scheduler);
            this.stream = selector.stream;
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
            if (came > 0) {
                stream.came(came);
            }
            return came;
        }
    }
}
