package bot.herald.web;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.eclipse.jetty.websocket.api.Callback;
import org.eclipse.jetty.websocket.api.Session;
import org.jspecify.annotations.Nullable;

/**
 * One watcher's end of a live feed; public because Jetty asks for it.
 *
 * <p>The queue is bounded: a reader that falls behind is disconnected, and can come back with the last id it saw.
 */
public final class FeedSocket implements Session.Listener.AutoDemanding {
    /** More than a feed keeps, so that a fresh reader can take all of it. */
    private static final int MOST_WAITING = 512;

    private static final int POLICY_VIOLATION = 1008;

    private static final long LONGEST_OPENING_NANOS = 10_000_000_000L;

    private final FeedSockets all;
    private final String person;
    private final BooleanSupplier allowed;
    private final Function<FeedSocket, Runnable> watch;
    private final Executor executor;

    private final Deque<String> waiting = new ArrayDeque<>();
    private final long begun = System.nanoTime();
    private boolean sending;
    private boolean over;
    private @Nullable Session session;
    private Runnable stopWatching = () -> {};

    /**
     * @param allowed whether the watcher may go on; asked every second
     * @param watch starts handing events to {@link #offer}, and returns what stops it
     */
    FeedSocket(
            FeedSockets all,
            String person,
            BooleanSupplier allowed,
            Function<FeedSocket, Runnable> watch,
            Executor executor) {
        this.all = all;
        this.person = person;
        this.allowed = allowed;
        this.watch = watch;
        this.executor = executor;
    }

    /** From here on nothing is missed; call it before the watcher is told that the feed is open. */
    FeedSocket begin() {
        all.add(this);
        Runnable stop = watch.apply(this);
        boolean late;
        synchronized (this) {
            stopWatching = stop;
            late = over;
        }
        if (late) {
            stop.run();
        }
        return this;
    }

    String person() {
        return person;
    }

    @Override
    public void onWebSocketOpen(Session opened) {
        boolean tooLate;
        synchronized (this) {
            session = opened;
            sending = true;
            tooLate = over;
        }
        if (tooLate) {
            opened.close(POLICY_VIOLATION, "the feed ended before it began", Callback.NOOP);
        } else {
            executor.execute(this::sendNext);
        }
    }

    @Override
    public void onWebSocketClose(int code, String reason, Callback callback) {
        end();
        callback.succeed();
    }

    @Override
    public void onWebSocketError(Throwable cause) {
        end();
    }

    /** Never blocks. */
    void offer(String text) {
        boolean tooSlow;
        boolean begin;
        synchronized (this) {
            if (over) {
                return;
            }
            tooSlow = waiting.size() >= MOST_WAITING;
            waiting.addLast(text);
            begin = session != null && !sending && !tooSlow;
            sending |= begin;
        }
        if (tooSlow) {
            executor.execute(this::cutOff);
        } else if (begin) {
            executor.execute(this::sendNext);
        }
    }

    private void sendNext() {
        Session to;
        String next;
        synchronized (this) {
            to = session;
            next = waiting.pollFirst();
            if (next == null || over || to == null) {
                sending = false;
                return;
            }
        }
        to.sendText(next, Callback.from(() -> executor.execute(this::sendNext), failure -> end()));
    }

    /** Without a close frame, which would wait behind unread messages. */
    private void cutOff() {
        Session slow = current();
        end();
        if (slow != null) {
            slow.disconnect();
        }
    }

    /** Closes it if the watcher has lost access. */
    void check() {
        boolean neverOpened = current() == null && System.nanoTime() - begun > LONGEST_OPENING_NANOS;
        if (neverOpened || !allowed.getAsBoolean()) {
            close(POLICY_VIOLATION, "you may not watch this any more");
        }
    }

    void ping() {
        Session open = current();
        if (open != null) {
            open.sendPing(ByteBuffer.allocate(0), Callback.NOOP);
        }
    }

    void close(int code, String reason) {
        Session open = current();
        end();
        if (open != null) {
            open.close(code, reason, Callback.NOOP);
        }
    }

    private synchronized @Nullable Session current() {
        return session;
    }

    private void end() {
        Runnable stop;
        synchronized (this) {
            over = true;
            waiting.clear();
            stop = stopWatching;
        }
        stop.run();
        all.remove(this);
    }
}
