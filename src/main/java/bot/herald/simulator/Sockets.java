package bot.herald.simulator;

import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Controls the open EventSub sockets. A socket belongs to the user whose token created its subscriptions. Each method returns how
 * many sockets it affected. Thread-safe.
 */
public final class Sockets {
    private final World world;

    Sockets(World world) {
        this.world = world;
    }

    /** How many sessions are connected. */
    public int count() {
        return each(EventSubSession::isLive, session -> {});
    }

    /** How many sessions serve a shard. */
    public int serving() {
        return each(session -> session.isLive() && world.conduits.isAssigned(session), session -> {});
    }

    /** The ids of the connected sessions. */
    public Set<String> ids() {
        synchronized (world) {
            return world.sessions.live().stream().map(session -> session.id).collect(Collectors.toUnmodifiableSet());
        }
    }

    /** @param code 4000 to 4007 as Twitch does, or any other */
    public int close(String userId, int code) {
        return each(of(userId), session -> world.sessions.close(session, code, "closed by the simulator"));
    }

    public int closeAll(int code) {
        return each(EventSubSession::isLive, session -> world.sessions.close(session, code, "closed by the simulator"));
    }

    /** Resets the TCP connection without a close frame. */
    public int cutTcp(String userId) {
        return each(of(userId), world.sessions::cut);
    }

    public int cutAllTcp() {
        return each(EventSubSession::isLive, world.sessions::cut);
    }

    /** Resets the TCP connection of the oldest session, whoever it belongs to. */
    public int cutOldestTcp() {
        return world.get(() -> {
            List<EventSubSession> oldest =
                    world.sessions.live().stream().limit(1).toList();
            oldest.forEach(world.sessions::cut);
            return oldest.size();
        });
    }

    /** Stops sending frames, including keepalives; pings are still answered. */
    public int silence(String userId) {
        return each(of(userId), session -> session.silent = true);
    }

    public int silenceAll() {
        return each(EventSubSession::isLive, session -> session.silent = true);
    }

    /** Disables the shards of all sockets, which stay open. */
    public int disableShards() {
        return each(EventSubSession::isLive, world.sessions::disableShards);
    }

    /** Disables the shards of the oldest session. */
    public int disableOneShard() {
        return world.get(() -> {
            List<EventSubSession> oldest =
                    world.sessions.live().stream().limit(1).toList();
            oldest.forEach(world.sessions::disableShards);
            return oldest.size();
        });
    }

    /** Sends {@code session_reconnect}. */
    public int reconnect(String userId) {
        return each(of(userId), world.sessions::askToReconnect);
    }

    public int reconnectAll() {
        return each(EventSubSession::isLive, world.sessions::askToReconnect);
    }

    /** Sends a text to every socket; it need not be a valid frame. */
    public int sendRaw(String text) {
        return each(EventSubSession::isLive, session -> session.send(text));
    }

    /** Sends the last notification of each socket again, with the same {@code message_id}. */
    public int duplicateLast() {
        return each(session -> session.lastNotification != null, session -> {
            String last = session.lastNotification;
            if (last != null) {
                session.send(last);
            }
        });
    }

    /** Sends the last notification of these sessions on every socket, as if several shards had it. */
    public int repeatEverywhere(Set<String> sessionIds) {
        synchronized (world) {
            List<String> last = world.sessions.live().stream()
                    .filter(session -> sessionIds.contains(session.id))
                    .flatMap(session -> Stream.ofNullable(session.lastNotification))
                    .toList();
            return each(EventSubSession::isLive, session -> last.forEach(session::send));
        }
    }

    private static Predicate<EventSubSession> of(String userId) {
        return session -> userId.equals(session.userId);
    }

    private int each(Predicate<EventSubSession> which, Consumer<EventSubSession> action) {
        return world.get(() -> {
            List<EventSubSession> chosen =
                    world.sessions.live().stream().filter(which).toList();
            chosen.forEach(action);
            return chosen.size();
        });
    }
}
