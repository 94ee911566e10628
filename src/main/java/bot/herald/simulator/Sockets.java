package bot.herald.simulator;

import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Control of the EventSub sockets that are open; a socket belongs to the user whose token subscribed on it. Each method
 * says how many sockets it met. Thread-safe.
 */
public final class Sockets {
    private final World world;

    Sockets(World world) {
        this.world = world;
    }

    /** Sessions that are alive. */
    public int count() {
        return each(EventSubSession::isLive, session -> {});
    }

    /** Sessions that serve a shard. */
    public int serving() {
        return each(session -> session.isLive() && world.conduits.isAssigned(session), session -> {});
    }

    /** The ids of the sessions that are alive. */
    public Set<String> ids() {
        synchronized (world) {
            return world.sessions.live().stream().map(session -> session.id).collect(Collectors.toUnmodifiableSet());
        }
    }

    /** Closes with a WebSocket close code, 4000 to 4007 as Twitch does, or any other. */
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

    /** Resets the TCP connection of the session that has been open longest, whosever it is; a shard's too. */
    public int cutOldestTcp() {
        return world.get(() -> {
            List<EventSubSession> oldest =
                    world.sessions.live().stream().limit(1).toList();
            oldest.forEach(world.sessions::cut);
            return oldest.size();
        });
    }

    /** Sends no frame any more, keepalives neither; pings are still answered. */
    public int silence(String userId) {
        return each(of(userId), session -> session.silent = true);
    }

    public int silenceAll() {
        return each(EventSubSession::isLive, session -> session.silent = true);
    }

    /** Takes the conduits' shards from all sockets, which stay open. */
    public int disableShards() {
        return each(EventSubSession::isLive, world.sessions::disableShards);
    }

    /** Takes the shards of the session that has been open longest, as {@link #disableShards} does for all. */
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

    /** Sends any text to every socket, garbage too. */
    public int sendRaw(String text) {
        return each(EventSubSession::isLive, session -> session.send(text));
    }

    /** Sends the last notification of each socket once more, with the same {@code message_id}. */
    public int duplicateLast() {
        return each(session -> session.lastNotification != null, session -> {
            String last = session.lastNotification;
            if (last != null) {
                session.send(last);
            }
        });
    }

    /** Sends the last notification of each of these sessions by every socket, as if more than one shard had it. */
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
