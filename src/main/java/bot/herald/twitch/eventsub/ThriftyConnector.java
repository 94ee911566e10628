package bot.herald.twitch.eventsub;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.time.Duration;
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
 * Opens WebSocket connections that spend as little processor time per frame as the system allows.
 *
 * <p>Jetty reads until nothing is left. Frames mostly come one at a time, so every second read would find nothing, and a system call
 * costs as much as parsing a frame. A read that did not fill its buffer is therefore taken as the last.
 *
 * <p>Being woken for a frame costs more than all that is then done with it. When frames come in quick succession, the selector pauses
 * before it waits for the next one, so that several have arrived by then, as network cards coalesce interrupts. The pause begins when
 * everything that arrived has been dealt with: no frame waits longer than {@link Traffic#LONGEST_PAUSE}, and at low rates none waits at all.
 */
final class ThriftyConnector extends ClientConnector {
    @Override
    protected SelectorManager newSelectorManager() {
        return new ClientSelectorManager(getExecutor(), getScheduler(), getSelectors()) {
            @Override
            protected ManagedSelector newSelector(int id) {
                return new PausingSelector(this, id);
            }
        };
    }

    @Override
    protected EndPoint newEndPoint(SelectableChannel channel, ManagedSelector selector, SelectionKey key) {
        return new Socket((SocketChannel) channel, (PausingSelector) selector, key, getScheduler());
    }

    /** Measures what arrives and derives the pause from it. Used by one thread at a time. */
    static final class Traffic {
        static final Duration LONGEST_PAUSE = Duration.ofMillis(4);
        /** About eight lines of chat: beyond that, another one saves next to nothing. */
        private static final long BATCH_BYTES = 12_000;
        /** About two lines of chat. A pause that fewer arrive in costs as many wake-ups as it saves. */
        private static final long FEWEST_BYTES = 3_000;

        private static final long LONGEST_NANOS = LONGEST_PAUSE.toNanos();
        private static final long WINDOW_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

        private volatile long bytes;
        private volatile long since;
        private volatile long pauseNanos;

        /** @param now by {@link System#nanoTime} */
        Traffic(long now) {
            since = now;
        }

        @SuppressWarnings("NonAtomicVolatileUpdate")
        void arrived(int more) {
            bytes += more;
        }

        /** How long to pause, in nanoseconds, by what arrived in the last tenth of a second or more. */
        long pauseNanos(long now) {
            long nanos = now - since;
            if (nanos > WINDOW_NANOS) {
                long inLongestPause = bytes * LONGEST_NANOS / nanos;
                pauseNanos = inLongestPause < FEWEST_BYTES ? 0 : Math.min(LONGEST_NANOS, BATCH_BYTES * nanos / bytes);
                bytes = 0;
                since = now;
            }
            return pauseNanos;
        }
    }

    private static final class PausingSelector extends ManagedSelector {
        private final Traffic traffic = new Traffic(System.nanoTime());

        PausingSelector(SelectorManager manager, int id) {
            super(manager, id);
        }

        @Override
        protected int nioSelect(Selector selector, boolean now) throws IOException {
            if (!now) {
                long pause = traffic.pauseNanos(System.nanoTime());
                if (pause > 0) {
                    LockSupport.parkNanos(pause);
                }
            }
            return super.nioSelect(selector, now);
        }
    }

    private static final class Socket extends SocketChannelEndPoint {
        private final Traffic traffic;
        /** Whether the last read left room in its buffer, so that nothing is left. Whatever arrives later, the selector reports. */
        private volatile boolean drained;

        Socket(SocketChannel channel, PausingSelector selector, SelectionKey key, Scheduler scheduler) {
            super(channel, selector, key, scheduler);
            this.traffic = selector.traffic;
        }

        @Override
        public Runnable onSelected() {
            drained = false;
            return super.onSelected();
        }

        @Override
        public int fill(ByteBuffer buffer) throws IOException {
            if (drained) {
                drained = false;
                return 0;
            }
            int room = BufferUtil.space(buffer);
            int filled = super.fill(buffer);
            drained = filled > 0 && filled < room;
            if (filled > 0) {
                traffic.arrived(filled);
            }
            return filled;
        }
    }
}
