package bot.herald.twitch.eventsub;

import bot.herald.twitch.eventsub.EventSubObserver.Skip;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One WebSocket to Twitch, from opening to its end: puts frames together and notices silence.
 *
 * <p>Only messages count as a sign of life, since a dead session still answers pings. Sends nothing but pongs and its
 * close frame: anything else ends the session with 4001.
 */
final class Connection implements WebSocket.Listener {
    private static final Logger LOG = LoggerFactory.getLogger(Connection.class);
    /** Closed without a close frame, as RFC 6455 numbers it. */
    static final int NO_CLOSE_FRAME = 1006;

    private static final int MAX_MESSAGE_CHARS = 1 << 20;
    private static final Duration WELCOME_WITHIN = Duration.ofSeconds(15);
    private static final Duration SLACK = Duration.ofSeconds(5);
    private static final Duration GOODBYE_WITHIN = Duration.ofSeconds(2);

    private final URI address;
    private final ScheduledExecutorService timer;
    private final LongSupplier nanos;
    private final EventSubObserver observer;
    private final Events events;

    private final AtomicBoolean ended = new AtomicBoolean();
    private final StringBuilder text = new StringBuilder();
    private boolean tooBig;
    private volatile long heardAt;
    private volatile long silenceLimit = WELCOME_WITHIN.toNanos();
    private volatile boolean deaf;
    private volatile @Nullable WebSocket socket;
    private volatile @Nullable Future<?> watchdog;

    /** What becomes of a connection; called on its threads, one call at a time for frames. */
    interface Events {
        void frame(Connection connection, Frame frame);

        /**
         * Called once, unless {@link #close()} was called before.
         *
         * @param code a close code, or 1006 without one
         */
        void ended(Connection connection, int code, String reason);
    }

    Connection(
            URI address, ScheduledExecutorService timer, LongSupplier nanos, EventSubObserver observer, Events events) {
        this.address = address;
        this.timer = timer;
        this.nanos = nanos;
        this.observer = observer;
        this.events = events;
    }

    void open(HttpClient client) {
        heardAt = nanos.getAsLong();
        watch(silenceLimit);
        CompletableFuture<WebSocket> unused = client.newWebSocketBuilder()
                .connectTimeout(WELCOME_WITHIN)
                .buildAsync(address, this)
                .whenComplete((opened, failure) -> {
                    if (failure != null) {
                        // The exception's text may hold the address with its challenge, so only its kind is told.
                        end(NO_CLOSE_FRAME, "cannot connect: " + kindOf(failure));
                    }
                });
    }

    private static String kindOf(Throwable failure) {
        Throwable cause = failure.getCause() == null ? failure : failure.getCause();
        return cause.getClass().getSimpleName();
    }

    /** Twitch said in its welcome how often it is heard at least. */
    void keepalive(Duration every) {
        silenceLimit = every.plus(SLACK).toNanos();
        watch(silenceLimit);
    }

    private void watch(long delay) {
        Future<?> before = watchdog;
        if (before != null) {
            before.cancel(false);
        }
        if (!ended.get()) {
            watchdog = timer.schedule(this::checkSilence, Math.max(1, delay), TimeUnit.NANOSECONDS);
        }
    }

    private void checkSilence() {
        long silent = nanos.getAsLong() - heardAt;
        if (silent >= silenceLimit) {
            end(NO_CLOSE_FRAME, "silent for " + TimeUnit.NANOSECONDS.toSeconds(silent) + " s");
        } else {
            watch(silenceLimit - silent);
        }
    }

    @Override
    public void onOpen(WebSocket opened) {
        socket = opened;
        if (ended.get()) {
            opened.abort();
        } else {
            opened.request(1);
        }
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
        heardAt = nanos.getAsLong();
        tooBig |= text.length() + part.length() > MAX_MESSAGE_CHARS;
        if (last && text.isEmpty()) {
            // Nearly always a message comes in one piece, and needs no putting together.
            boolean skip = tooBig;
            tooBig = false;
            deliver(skip ? "" : part.toString(), skip);
        } else {
            if (!tooBig) {
                text.append(part);
            }
            if (last) {
                String message = text.toString();
                boolean skip = tooBig;
                text.setLength(0);
                text.trimToSize();
                tooBig = false;
                deliver(message, skip);
            }
        }
        from.request(1);
        return null;
    }

    private void deliver(String message, boolean skip) {
        if (skip) {
            LOG.debug("a message above {} characters skipped", MAX_MESSAGE_CHARS);
            observer.skipped(Skip.TOO_BIG);
            return;
        }
        if (deaf) {
            return;
        }
        Frame.parse(message).ifPresentOrElse(this::deliver, () -> {
            LOG.debug("a frame that is no EventSub message skipped");
            observer.skipped(Skip.GARBAGE);
        });
    }

    private void deliver(Frame frame) {
        try {
            events.frame(this, frame);
        } catch (RuntimeException e) {
            // One message must not cost the socket, and with it all others.
            LOG.error("message={} type={} failed", frame.messageId(), frame.messageType(), e);
        }
    }

    @Override
    public @Nullable CompletionStage<?> onBinary(WebSocket from, ByteBuffer part, boolean last) {
        if (last) {
            observer.skipped(Skip.GARBAGE);
        }
        from.request(1);
        return null;
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket from, int code, String reason) {
        end(code, reason);
        return null;
    }

    @Override
    public void onError(WebSocket from, Throwable failure) {
        end(NO_CLOSE_FRAME, "connection lost: " + kindOf(failure));
    }

    private void end(int code, String reason) {
        if (ended.compareAndSet(false, true)) {
            stopWatching();
            WebSocket open = socket;
            if (open != null && code == NO_CLOSE_FRAME) {
                open.abort();
            }
            events.ended(this, code, reason);
        }
    }

    private void stopWatching() {
        Future<?> watching = watchdog;
        if (watching != null) {
            watching.cancel(false);
        }
    }

    /** Says goodbye; what is already on its way is still delivered. */
    void retire() {
        if (ended.compareAndSet(false, true)) {
            stopWatching();
            WebSocket open = socket;
            if (open != null) {
                CompletableFuture<WebSocket> unused = open.sendClose(WebSocket.NORMAL_CLOSURE, "");
                Future<?> unusedToo = timer.schedule(open::abort, GOODBYE_WITHIN.toMillis(), TimeUnit.MILLISECONDS);
            }
        }
    }

    /** Says goodbye; nothing more is delivered. */
    void close() {
        deaf = true;
        retire();
    }
}
