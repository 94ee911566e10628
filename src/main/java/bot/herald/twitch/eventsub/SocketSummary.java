package bot.herald.twitch.eventsub;

import bot.herald.auth.CredentialKey;
import bot.herald.lifecycle.Health;
import bot.herald.lifecycle.Health.Age;
import bot.herald.subscription.EventConnections.Connection;
import bot.herald.twitch.eventsub.EventSubSocket.State;
import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Figures about several event sockets together. */
final class SocketSummary {
    private SocketSummary() {}

    /** How many are {@code open}, {@code connecting}, {@code waiting}, {@code unused}. */
    static Map<String, Integer> countByState(Collection<EventSubSocket> sockets) {
        Map<String, Integer> counts = new TreeMap<>();
        for (State state : State.values()) {
            if (state != State.CLOSED) {
                counts.put(text(state), 0);
            }
        }
        sockets.forEach(socket -> counts.computeIfPresent(text(socket.state()), (state, n) -> n + 1));
        return counts;
    }

    /** @param owner whose token subscribes on it; empty for a shard */
    static Connection connection(
            EventSubSocket socket, Optional<CredentialKey> owner, int number, Optional<String> instance) {
        State state = socket.state();
        return new Connection(
                owner,
                number,
                text(state),
                Optional.of(socket.lasted()),
                state == State.OPEN ? Optional.of(socket.sinceProof()) : Optional.empty(),
                instance);
    }

    private static String text(State state) {
        return state.name().toLowerCase(Locale.ROOT);
    }

    private record Proof(String owner, Duration age) {}

    /** Adds the age of the last proof of the socket that has been without one for longest. */
    static Health withProof(Health health, Collection<EventSubSocket> sockets) {
        return sockets.stream()
                .map(socket -> new Proof(socket.owner(), socket.sinceProof()))
                .max(Comparator.comparing(Proof::age))
                .map(oldest -> health.with(Age.PROOF, oldest.age(), oldest.owner()))
                .orElseGet(() -> health.with(Age.PROOF, Duration.ZERO));
    }
}
