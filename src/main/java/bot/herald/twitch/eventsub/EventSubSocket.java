package bot.herald.twitch.eventsub;

import bot.herald.subscription.EventTransport.Session;
import bot.herald.twitch.eventsub.EventSubObserver.Skip;
import java.net.URI;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One event socket, kept open over lost connections and Twitch's reconnect requests.
 *
 * <p>Safe for concurrent use. Calls {@link SocketEvents} with its lock held.
 */
final class EventSubSocket implements Connection.Events {
    private static final Logger LOG = LoggerFactory.getLogger(EventSubSocket.class);
    private static final Duration AFTER_OUR_BUG = Duration.ofMinutes(10);
    private static final int SENT_INBOUND_TRAFFIC = 4001;
    private static final int UNUSED = 4003;

    private final String owner;
    private final SocketContext context;
    private final SocketEvents listener;
    private final ReconnectBackoff backoff;
    /** One object, by which the gate recognizes this socket. */
    private final Runnable goAhead = this::goAhead;

    private State state = State.WAITING;
    private long enteredAt;
    private @Nullable Connection current;
    /** Opened while {@link #current} is still being read; takes its place once welcomed. */
    private @Nullable Connection successor;
    /** Whether the successor continues the session with its subscriptions, or begins a new one. */
    private boolean successorTakesOver;

    private @Nullable Session session;
    private @Nullable Future<?> retry;
    /** When a message or keepalive last came; before the first, when the socket was first wanted. */
    private volatile long heardAt;
    /** Whether the gate tells when to connect. */
    private boolean queued;

    /** Where a socket stands. */
    enum State {
        CONNECTING,
        OPEN,
        /** Waiting for the end of a pause before it connects again. */
        WAITING,
        /** Closed by Twitch because it carried no subscription; reopened only when there is one to create. */
        UNUSED,
        CLOSED
    }

    /** @param owner names the socket in log lines */
    EventSubSocket(String owner, SocketContext context, SocketEvents listener) {
        this.owner = owner;
        this.context = context;
        this.listener = listener;
        this.backoff = new ReconnectBackoff(context.nanos(), context.jitter());
        this.heardAt = context.nanos().getAsLong();
        this.enteredAt = heardAt;
    }

    private void enter(State next) {
        if (state != next) {
            state = next;
            enteredAt = context.nanos().getAsLong();
        }
    }

    /** Opens it, or opens it again after Twitch closed it as unused. */
    synchronized void ensure() {
        if (state == State.UNUSED) {
            enter(State.WAITING);
            heardAt = context.nanos().getAsLong();
        }
        if (state == State.WAITING && retry == null && !queued) {
            open();
        }
    }

    /** A subscription, or a shard, was given to the session. */
    synchronized void confirmed() {
        backoff.confirmed();
    }

    synchronized State state() {
        return state;
    }

    /** How long it has been in its current state. */
    synchronized Duration lasted() {
        return Duration.ofNanos(context.nanos().getAsLong() - enteredAt);
    }

    /** Names the socket in log lines. */
    String owner() {
        return owner;
    }

    /** How long ago something last showed that it carries events; zero for one that should carry none. */
    synchronized Duration sinceProof() {
        return state == State.UNUSED || state == State.CLOSED
                ? Duration.ZERO
                : Duration.ofNanos(context.nanos().getAsLong() - heardAt);
    }

    synchronized Optional<Session> session() {
        return Optional.ofNullable(session);
    }

    synchronized void close() {
        enter(State.CLOSED);
        session = null;
        cancelRetry();
        queued = false;
        context.gate().leave(goAhead);
        if (current != null) {
            current.close();
            current = null;
        }
        if (successor != null) {
            successor.close();
            successor = null;
        }
    }

    /** Connects as soon as EventSub accepts sockets. */
    private synchronized void open() {
        retry = null;
        if (state == State.CLOSED || successor != null || queued) {
            return;
        }
        if (context.gate().mayConnect(goAhead)) {
            connect();
        } else {
            queued = true;
        }
    }

    private synchronized void goAhead() {
        boolean wanted = queued && state != State.CLOSED && successor == null;
        queued = false;
        if (wanted) {
            connect();
        } else {
            context.gate().leave(goAhead);
        }
    }

    private void connect() {
        Connection fresh = context.connect(context.base(), this);
        if (current == null) {
            enter(State.CONNECTING);
            current = fresh;
        } else {
            successor = fresh;
            successorTakesOver = false;
        }
        fresh.open(context.client());
    }

    private void openIn(Duration delay) {
        cancelRetry();
        if (current == null) {
            enter(State.WAITING);
        }
        retry = context.timer().schedule(this::open, delay.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void cancelRetry() {
        if (retry != null) {
            retry.cancel(false);
            retry = null;
        }
    }

    @Override
    public void frame(Connection from, SocketFrame frame) {
        heardAt = context.nanos().getAsLong();
        switch (frame.messageType()) {
            case "session_welcome" -> welcome(from, frame);
            case "session_keepalive" -> frame.sentAt().ifPresent(context.time()::set);
            case "session_reconnect" -> reconnect(from, frame);
            case "notification", "revocation" -> context.reader().read(frame).ifPresent(this::revoked);
            default -> {
                LOG.debug("{} message={} skipped: unknown message type", owner, frame.messageId());
                context.observer().skipped(Skip.UNKNOWN_MESSAGE_TYPE);
            }
        }
    }

    private void revoked(NotificationReader.Revoked revoked) {
        LOG.debug("{} type={} revoked status={}", owner, revoked.type(), revoked.status());
        listener.revoked(revoked);
    }

    private synchronized void welcome(Connection from, SocketFrame frame) {
        Optional<SocketFrame.Welcome> welcome = frame.welcome();
        boolean expected = from == successor || (from == current && state == State.CONNECTING);
        if (welcome.isEmpty() || !expected) {
            LOG.debug("{} message={} skipped: unexpected welcome", owner, frame.messageId());
            context.observer().skipped(Skip.GARBAGE);
            return;
        }
        frame.sentAt().ifPresent(context.time()::set);
        from.keepalive(welcome.get().keepalive());
        boolean continues = from == successor && successorTakesOver;
        if (from == successor) {
            promoteSuccessor();
        }
        cancelRetry();
        context.gate().gotThrough();
        enter(State.OPEN);
        begin(welcome.get().sessionId(), continues ? session : null);
    }

    private void promoteSuccessor() {
        Connection old = current;
        current = successor;
        successor = null;
        if (old != null) {
            old.retire();
        }
    }

    /** @param before the session that continues under another id; null if a new one begins */
    private void begin(String id, @Nullable Session before) {
        if (before == null) {
            backoff.sessionBegan();
            session = new Session(id, context.nextGeneration(), Set.of(id));
            LOG.debug("{} event socket open", owner);
            listener.welcomed();
        } else {
            backoff.sessionMoved();
            Set<String> ids = new HashSet<>(before.ids());
            ids.add(id);
            session = new Session(id, before.generation(), ids);
            LOG.info("{} event socket moved to another of Twitch's servers", owner);
            listener.moved();
        }
    }

    private synchronized void reconnect(Connection from, SocketFrame frame) {
        Optional<URI> address = context.reconnectAddress(frame.reconnectUrl());
        if (from != current || successor != null || address.isEmpty()) {
            LOG.debug("{} message={} skipped: unexpected reconnect request", owner, frame.messageId());
            context.observer().skipped(Skip.GARBAGE);
            return;
        }
        cancelRetry();
        successor = context.connect(address.get(), this);
        successorTakesOver = true;
        successor.open(context.client());
    }

    @Override
    public synchronized void ended(Connection which, int code, String reason) {
        if (state == State.CLOSED) {
            return;
        }
        if (which == successor) {
            successorEnded(code, reason);
        } else if (which == current) {
            currentEnded(code, reason);
        }
    }

    private void successorEnded(int code, String reason) {
        successor = null;
        LOG.warn("{} the new event socket failed, code={} reason={}", owner, code, reason);
        if (current == null) {
            enter(State.WAITING);
            lose();
        }
        if (successorTakesOver) {
            openIn(backoff.afterLoss());
        } else {
            failed(reason);
        }
    }

    private void currentEnded(int code, String reason) {
        current = null;
        if (successor == null) {
            afterEnd(code, reason);
            lose();
            return;
        }
        LOG.debug("{} the old event socket ended, code={}", owner, code);
        if (!successorTakesOver) {
            // Its session ends here; otherwise it continues on the successor.
            current = successor;
            successor = null;
            enter(State.CONNECTING);
            lose();
        }
    }

    /** The gate decides when to try again. */
    private void failed(String reason) {
        queued = true;
        context.gate().failed(goAhead, reason);
    }

    private void afterEnd(int code, String reason) {
        switch (code) {
            case SENT_INBOUND_TRAFFIC -> {
                LOG.error(
                        "{} event socket closed, code=4001: Herald sent a message, which Twitch forbids; please report this bug",
                        owner);
                openIn(AFTER_OUR_BUG);
            }
            case UNUSED -> {
                LOG.info("{} event socket closed by Twitch: it carried no subscription", owner);
                cancelRetry();
                enter(State.UNUSED);
            }
            default -> {
                if (state == State.CONNECTING) {
                    LOG.debug("{} event socket not opened, code={} reason={}", owner, code, reason);
                    enter(State.WAITING);
                    failed("code=" + code + " reason=" + reason);
                    return;
                }
                Duration delay = backoff.afterLoss();
                LOG.warn(
                        "{} event socket lost, code={} reason={}, reconnecting in {} ms",
                        owner,
                        code,
                        reason,
                        delay.toMillis());
                openIn(delay);
            }
        }
    }

    private void lose() {
        if (session != null) {
            session = null;
            listener.lost();
        }
    }
}
