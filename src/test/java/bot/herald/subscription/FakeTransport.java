package bot.herald.subscription;

import bot.herald.subscription.EventTransport.SocketKey;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Sockets that a test opens and loses. */
final class FakeTransport implements EventTransport {
    final Set<SocketKey> ensured = Collections.synchronizedSet(new LinkedHashSet<>());
    private final Map<SocketKey, Session> sessions = new ConcurrentHashMap<>();
    int most = Integer.MAX_VALUE;
    private long generations;

    private @Nullable Listener listener;

    Listener told() {
        if (listener == null) {
            throw new AssertionError("nobody listens");
        }
        return listener;
    }

    Session welcome(SocketKey socket, String id) {
        if (!ensured.contains(socket)) {
            throw new AssertionError("nobody asked for a socket of " + socket);
        }
        Session session = new Session(id, ++generations, Set.of(id));
        sessions.put(socket, session);
        return session;
    }

    void lose(SocketKey socket) {
        sessions.remove(socket);
    }

    void move(SocketKey socket, Session moved) {
        sessions.put(socket, moved);
    }

    @Override
    public Optional<Session> session(SocketKey socket) {
        return Optional.ofNullable(sessions.get(socket));
    }

    @Override
    public void ensure(SocketKey socket) {
        ensured.add(socket);
    }

    @Override
    public boolean hasRoom() {
        return ensured.size() < most;
    }

    @Override
    public void release(SocketKey socket) {
        ensured.remove(socket);
        sessions.remove(socket);
    }

    @Override
    public void confirmed(SocketKey socket) {
        // It has no troubles to forget.
    }

    @Override
    public Set<SocketKey> sockets() {
        return Set.copyOf(ensured);
    }

    @Override
    public void listen(Listener only) {
        listener = only;
    }
}
