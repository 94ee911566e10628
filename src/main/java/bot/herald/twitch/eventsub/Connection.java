package bot.herald.twitch.eventsub;

import bot.herald.twitch.eventsub.EventSubObserver.Skip;
import bot.herald.twitch.http.TlsFailure;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import org.eclipse.jetty.client.Response;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.websocket.core.CloseStatus;
import org.eclipse.jetty.websocket.core.Configuration;
import org.eclipse.jetty.websocket.core.CoreSession;
import org.eclipse.jetty.websocket.core.FrameHandler;
import org.eclipse.jetty.websocket.core.OpCode;
import org.eclipse.jetty.websocket.core.client.CoreClientUpgradeRequest;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One WebSocket to Twitch, from opening to its end: puts frames together and notices silence.
 *
 * <p>Only messages count as a sign of life, since a dead session still answers pings. Sends nothing but pongs and its
 * close frame: anything else ends the session with 4001.
 */
final class Connection implements FrameHandler {
    private static final Logger LOG = LoggerFactory.getLogger(Connection.class);
    /** Closed without a close frame, as RFC 6455 numbers it. */
    static final int NO_CLOSE_FRAME = 1006;

    /** How much is read at once; the buffer goes back to a pool when everything has been read. */
    private static final int READ_BYTES = 16_384;

    /** How long connecting may take until the welcome, which Twitch sends at once. */
    static final Duration WELCOME_WITHIN = Duration.ofSeconds(5);
    /** A timer that is this late shows that the whole process stood still. */
    private static final long STOOD_STILL = Duration.ofSeconds(1).toNanos();
    /** How long reading what came in the meantime may then take. */
    private static final long CATCH_UP = Duration.ofSeconds(2).toNanos();

    private static final Duration SLACK = Duration.ofSeconds(5);
    private static final Duration GOODBYE_WITHIN = Duration.ofSeconds(2);

    private final URI address;
    private final ScheduledExecutorService timer;
    private final LongSupplier nanos;
    private final EventSubObserver observer;
    private final Events events;

    private final AtomicBoolean ended = new AtomicBoolean();
    private final MessageParts message = new MessageParts();
    private boolean isText;
    private volatile long heardAt;
    private volatile long checkAt;
    private volatile long silenceLimit = WELCOME_WITHIN.toNanos();
    private volatile boolean deaf;
    private volatile @Nullable CoreSession socket;
    private volatile @Nullable Future<?> watchdog;

    /** Called on the connection's threads; frames come one at a time. */
    interface Events {
        void frame(Connection connection, SocketFrame frame);

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

    void open(SocketClient client) {
        heardAt = nanos.getAsLong();
        watch(silenceLimit);
        CoreClientUpgradeRequest request = new CoreClientUpgradeRequest(client.jetty(), address) {
            @Override
            public FrameHandler getFrameHandler() {
                return Connection.this;
            }

            @Override
            public void upgrade(Response response, EndPoint endPoint) {
                super.upgrade(response, new ReadAtOnce(endPoint));
            }
        };
        Configuration.ConfigurationCustomizer settings = new Configuration.ConfigurationCustomizer();
        settings.setInputBufferSize(READ_BYTES);
        settings.setIdleTimeout(Duration.ZERO);
        request.setConfiguration(settings);
        try {
            CompletableFuture<CoreSession> unused = client.jetty()
                    .connect(request)
                    .whenComplete((opened, failure) -> {
                        if (failure != null) {
                            cannotConnect(failure);
                        }
                    });
        } catch (IOException | RuntimeException e) {
            cannotConnect(e);
        }
    }

    private void cannotConnect(Throwable failure) {
        // The exception's text may contain the address with its challenge, so only its class is logged.
        end(NO_CLOSE_FRAME, "cannot connect: " + TlsFailure.of(failure).orElseGet(() -> kindOf(failure)));
    }

    private static String kindOf(Throwable failure) {
        Throwable cause = failure.getCause() == null ? failure : failure.getCause();
        return cause.getClass().getSimpleName();
    }

    /** Twitch's welcome says how long it stays silent at most. */
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
            checkAt = nanos.getAsLong() + delay;
            watchdog = timer.schedule(this::checkSilence, Math.max(1, delay), TimeUnit.NANOSECONDS);
        }
    }

    private void checkSilence() {
        long now = nanos.getAsLong();
        long silent = now - heardAt;
        if (now - checkAt > STOOD_STILL) {
            // Nothing was read for that long, so what Twitch sent meanwhile must not be thrown away with the socket.
            watch(CATCH_UP);
        } else if (silent >= silenceLimit) {
            end(NO_CLOSE_FRAME, "silent for " + TimeUnit.NANOSECONDS.toSeconds(silent) + " s");
        } else {
            watch(silenceLimit - silent);
        }
    }

    @Override
    public void onOpen(CoreSession opened, Callback callback) {
        socket = opened;
        callback.succeeded();
        if (ended.get()) {
            opened.abort();
        } else {
            opened.demand();
        }
    }

    @Override
    public void onFrame(org.eclipse.jetty.websocket.core.Frame frame, Callback callback) {
        CoreSession from = socket;
        if (frame.isDataFrame()) {
            part(frame);
        } else if (frame.getOpCode() == OpCode.PING && from != null && from.isOutputOpen()) {
            // Its payload is the buffer that is read into.
            ByteBuffer payload = BufferUtil.copy(frame.getPayload());
            from.sendFrame(new org.eclipse.jetty.websocket.core.Frame(OpCode.PONG, payload), Callback.NOOP, false);
        }
        callback.succeeded();
        if (from != null && from.isInputOpen()) {
            from.demand();
        }
    }

    private void part(org.eclipse.jetty.websocket.core.Frame frame) {
        if (frame.getOpCode() != OpCode.CONTINUATION) {
            isText = frame.getOpCode() == OpCode.TEXT;
        }
        if (isText) {
            heardAt = nanos.getAsLong();
            message.add(frame.getPayload());
        }
        if (frame.isFin()) {
            if (isText) {
                try {
                    deliver(message);
                } finally {
                    message.clear();
                }
            } else {
                observer.skipped(Skip.GARBAGE);
            }
        }
    }

    private void deliver(MessageParts text) {
        if (text.isTooBig()) {
            LOG.debug("a message above {} bytes skipped", MessageParts.MOST_BYTES);
            observer.skipped(Skip.TOO_BIG);
            return;
        }
        if (!text.isUtf8()) {
            end(NO_CLOSE_FRAME, "it sent a text that is no UTF-8");
            return;
        }
        if (deaf) {
            return;
        }
        Optional<SocketFrame> frame = SocketFrame.parse(text.bytes(), text.length());
        if (frame.isPresent()) {
            deliver(frame.get());
        } else {
            LOG.debug("a frame that is no EventSub message skipped");
            observer.skipped(Skip.GARBAGE);
        }
    }

    private void deliver(SocketFrame frame) {
        try {
            events.frame(this, frame);
        } catch (RuntimeException e) {
            // A single message must not cost the socket, and with it all others.
            LOG.error("message={} type={} failed", frame.messageId(), frame.messageType(), e);
        }
    }

    @Override
    public void onError(Throwable failure, Callback callback) {
        end(NO_CLOSE_FRAME, "connection lost: " + kindOf(failure));
        callback.succeeded();
    }

    @Override
    public void onClosed(CloseStatus status, Callback callback) {
        end(status.getCode(), String.valueOf(status.getReason()));
        callback.succeeded();
    }

    private void end(int code, String reason) {
        if (ended.compareAndSet(false, true)) {
            stopWatching();
            CoreSession open = socket;
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
            CoreSession open = socket;
            if (open != null) {
                open.close(CloseStatus.NORMAL, "", Callback.NOOP);
                Future<?> unused = timer.schedule(open::abort, GOODBYE_WITHIN.toMillis(), TimeUnit.MILLISECONDS);
            }
        }
    }

    /** Says goodbye; nothing more is delivered. */
    void close() {
        deaf = true;
        retire();
    }
}
