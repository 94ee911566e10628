package bot.herald.subscription;

import bot.herald.auth.CredentialKey;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Sockets that a test opens and loses. */
final class FakeTransport implements EventTransport {
    final Set<CredentialKey> ensured = new LinkedHashSet<>();
    private final Map<CredentialKey, Session> sessions = new HashMap<>();
    private long generations;

    private @Nullable Listener listener;

    Listener told() {
        if (listener == null) {
            throw new AssertionError("nobody listens");
        }
        return listener;
    }

    Session welcome(CredentialKey owner, String id) {
        if (!ensured.contains(owner)) {
            throw new AssertionError("nobody asked for a socket of " + owner);
        }
        Session session = new Session(id, ++generations, Set.of(id));
        sessions.put(owner, session);
        return session;
    }

    void lose(CredentialKey owner) {
        sessions.remove(owner);
    }

    void move(CredentialKey owner, Session moved) {
        sessions.put(owner, moved);
    }

    @Override
    public Optional<Session> session(CredentialKey owner) {
        return Optional.ofNullable(sessions.get(owner));
    }

    @Override
    public void ensure(CredentialKey owner) {
        ensured.add(owner);
    }

    @Override
    public void release(CredentialKey owner) {
        ensured.remove(owner);
        sessions.remove(owner);
    }

    @Override
    public Set<CredentialKey> owners() {
        return Set.copyOf(ensured);
    }

    @Override
    public void listen(Listener only) {
        listener = only;
    }
}
