package bot.herald.twitch.eventsub;

import bot.herald.lifecycle.Health;
import bot.herald.lifecycle.Health.Age;
import bot.herald.subscription.EventConnections;
import bot.herald.subscription.EventConnections.Connection;
import bot.herald.subscription.EventTransport.Session;
import bot.herald.subscription.ShardLeases;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.IntFunction;

/**
 * The sockets of the shards that this process serves, and the session that Twitch sends each shard to.
 *
 * <p>Safe for concurrent use. Never calls a socket while holding its own lock, since sockets call back while holding
 * theirs.
 */
final class ShardSockets {
    private final IntFunction<EventSubSocket> factory;
    private final Map<Integer, EventSubSocket> byShard = new TreeMap<>();
    /** The session that Twitch was last told to send each shard to. */
    private final Map<Integer, String> assigned = new HashMap<>();

    private boolean closed;

    /** @param factory creates the socket of a shard, not yet open */
    ShardSockets(IntFunction<EventSubSocket> factory) {
        this.factory = factory;
    }

    /** Closes the sockets of all other shards, and opens those that are to be served. */
    void keep(Set<Integer> own, Set<Integer> handedOver, boolean reopenUnused) {
        List<EventSubSocket> dropped = new ArrayList<>();
        List<EventSubSocket> served = new ArrayList<>();
        synchronized (this) {
            byShard.entrySet().removeIf(one -> {
                boolean goes = !own.contains(one.getKey()) && !handedOver.contains(one.getKey());
                if (goes) {
                    dropped.add(one.getValue());
                }
                return goes;
            });
            // A shard that comes back has to be assigned again.
            assigned.keySet().retainAll(own);
            if (!closed) {
                own.forEach(shard -> served.add(byShard.computeIfAbsent(shard, factory::apply)));
            }
        }
        dropped.forEach(EventSubSocket::close);
        served.stream()
                .filter(socket -> reopenUnused || socket.state() != EventSubSocket.State.UNUSED)
                .forEach(EventSubSocket::ensure);
    }

    /** The sessions that Twitch has to be told about, by shard. */
    Map<Integer, String> unassigned(Set<Integer> own) {
        Map<Integer, EventSubSocket> open;
        synchronized (this) {
            open = new TreeMap<>(byShard);
        }
        open.keySet().retainAll(own);
        Map<Integer, String> pending = new TreeMap<>();
        open.forEach((shard, socket) -> socket.session().map(Session::id).ifPresent(id -> pending.put(shard, id)));
        pending.entrySet().removeAll(assigned().entrySet());
        return pending;
    }

    synchronized Map<Integer, String> assigned() {
        return Map.copyOf(assigned);
    }

    void assigned(int shard, String session) {
        Optional<EventSubSocket> socket;
        synchronized (this) {
            assigned.put(shard, session);
            socket = Optional.ofNullable(byShard.get(shard));
        }
        socket.ifPresent(EventSubSocket::confirmed);
    }

    synchronized void lost(int shard) {
        assigned.remove(shard);
    }

    synchronized void lost(int shard, String session) {
        assigned.remove(shard, session);
    }

    /** A different conduit is used now. */
    synchronized void forgetAssignments() {
        assigned.clear();
    }

    /**
     * Up with a single shard missing, because Twitch sends its events through another one.
     *
     * @param own the shards that this process has to serve
     * @param sinceLook how long ago Twitch last confirmed that it sends them here
     */
    Health health(Set<Integer> own, Duration sinceLook) {
        if (own.isEmpty()) {
            return Health.UP;
        }
        int served = 0;
        List<EventSubSocket> assignedSockets = new ArrayList<>();
        synchronized (this) {
            for (int shard : assigned.keySet()) {
                served += own.contains(shard) ? 1 : 0;
                Optional.ofNullable(byShard.get(shard)).ifPresent(assignedSockets::add);
            }
        }
        int missing = own.size() - served;
        if (missing > 0 && (served == 0 || missing > 1)) {
            return Health.down(missing + " of " + own.size()
                    + " conduit shards are not connected to Twitch; Herald is reconnecting");
        }
        return SocketSummary.withProof(Health.UP.with(Age.SHARD_LOOK, sinceLook), assignedSockets);
    }

    Map<String, Integer> countByState() {
        List<EventSubSocket> all;
        synchronized (this) {
            all = List.copyOf(byShard.values());
        }
        return SocketSummary.countByState(all);
    }

    /** Every shard by number: those that have a socket here, and those of other instances. */
    List<Connection> connections(ShardLeases leases) {
        Map<Integer, EventSubSocket> open;
        synchronized (this) {
            open = new TreeMap<>(byShard);
        }
        Map<Integer, Connection> all = new TreeMap<>();
        leases.elsewhere().forEach((shard, other) -> all.put(shard, elsewhere(shard, other)));
        open.forEach((shard, socket) ->
                all.put(shard, SocketSummary.connection(socket, Optional.empty(), shard, leases.instance())));
        return List.copyOf(all.values());
    }

    private static Connection elsewhere(int shard, String instance) {
        return new Connection(
                Optional.empty(),
                shard,
                EventConnections.ELSEWHERE,
                Optional.empty(),
                Optional.empty(),
                Optional.of(instance));
    }

    void close() {
        List<EventSubSocket> all;
        synchronized (this) {
            closed = true;
            all = List.copyOf(byShard.values());
            byShard.clear();
        }
        all.forEach(EventSubSocket::close);
    }
}
