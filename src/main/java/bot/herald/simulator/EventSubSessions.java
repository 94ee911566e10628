package bot.herald.simulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The lifecycle of EventSub sessions: welcome, keepalives, pings, reconnects and the end. Guarded by {@link World}. */
final class EventSubSessions {
    private static final int MIN_KEEPALIVE = 10;
    private static final int MAX_KEEPALIVE = 600;
    private static final Map<Integer, String> END_STATUS = Map.of(
            4000, "websocket_internal_error",
            4001, "websocket_received_inbound_traffic",
            4002, "websocket_failed_ping_pong",
            4003, "websocket_connection_unused",
            4004, "websocket_failed_to_reconnect",
            4005, "websocket_network_timeout",
            4006, "websocket_network_error");

    private final World world;
    private final Timers timers;
    private final List<EventSubSession> live = new ArrayList<>();
    private String url = "";

    EventSubSessions(World world, Timers timers) {
        this.world = world;
        this.timers = timers;
    }

    void setUrl(String url) {
        this.url = url;
    }

    List<EventSubSession> live() {
        return List.copyOf(live);
    }

    @Nullable
    EventSubSession find(String id) {
        return live.stream()
                .filter(session -> session.id.equals(id))
                .findFirst()
                .orElse(null);
    }

    void opened(EventSubServerSocket socket, Params query) {
        String challenge = query.first("challenge");
        if (challenge != null || query.has("id")) {
            reconnected(socket, challenge, query.first("id"));
            return;
        }
        EventSubSession session = new EventSubSession(Randoms.sessionId(), world.now(), keepaliveMillis(query), socket);
        live.add(session);
        session.send(Frames.session("session_welcome", session, world.now(), "connected", null));
        armUnused(session);
        armKeepalive(session);
        armPing(session);
    }

    private void reconnected(EventSubServerSocket socket, @Nullable String challenge, @Nullable String id) {
        EventSubSession session = id == null ? null : find(id);
        if (session == null || challenge == null || !challenge.equals(session.challenge)) {
            socket.close(4007, "invalid reconnect");
            return;
        }
        EventSubServerSocket old = session.socket;
        session.challenge = null;
        session.socket = socket;
        session.silent = false;
        session.awaitingPong = false;
        session.send(Frames.session("session_welcome", session, world.now(), "connected", null));
        // The old socket receives nothing more. A client that leaves it open sees 4004 after the grace period.
        after(world.options.reconnectGrace().toMillis(), () -> old.close(4004, "reconnect grace time expired"));
    }

    void askToReconnect(EventSubSession session) {
        session.challenge = Randoms.token();
        String target = url + "?challenge=" + session.challenge + "&id=" + session.id;
        session.send(Frames.session("session_reconnect", session, world.now(), "reconnecting", target));
        String asked = session.challenge;
        after(world.options.reconnectGrace().toMillis(), () -> {
            if (session.isLive() && asked.equals(session.challenge)) {
                close(session, 4004, "reconnect grace time expired");
            }
        });
    }

    void inbound(EventSubServerSocket socket) {
        EventSubSession session = of(socket);
        if (session == null) {
            socket.close(4001, "sent inbound traffic");
        } else {
            close(session, 4001, "sent inbound traffic");
        }
    }

    void pong(EventSubServerSocket socket) {
        EventSubSession session = of(socket);
        if (session != null) {
            session.awaitingPong = false;
        }
    }

    void closed(EventSubServerSocket socket, int code) {
        EventSubSession session = of(socket);
        if (session == null) {
            return;
        }
        boolean announced = session.endStatus != null || code != 1006;
        String status = session.endStatus != null
                ? session.endStatus
                : code == 1006 ? "websocket_network_error" : "websocket_disconnected";
        boolean stale = !announced && !world.options.staleSessions().isZero();
        end(session, status, stale);
    }

    void close(EventSubSession session, int code, String reason) {
        String status = END_STATUS.getOrDefault(code, "websocket_disconnected");
        session.endStatus = status;
        session.socket.close(code, reason);
        end(session, status, false);
    }

    void cut(EventSubSession session) {
        session.socket.cut();
        end(session, "websocket_network_error", !world.options.staleSessions().isZero());
    }

    /** @param stale whether Twitch has not noticed the loss yet, so that the subscriptions still count */
    private void end(EventSubSession session, String status, boolean stale) {
        if (!session.isLive()) {
            return;
        }
        live.remove(session);
        session.disconnectedAt = world.now();
        session.silent = true;
        cancel(session.unusedTimer);
        world.conduits.disconnected(session, status).forEach(this::publishDisabledShard);
        if (stale) {
            after(world.options.staleSessions().toMillis(), () -> endSubscriptions(session, status));
        } else {
            endSubscriptions(session, status);
        }
    }

    /** Disables the session's shards, as Twitch does when too many notifications fail; the socket stays open. */
    void disableShards(EventSubSession session) {
        world.conduits.disconnected(session, "notification_failures_exceeded").forEach(this::publishDisabledShard);
        usageChanged(session);
    }

    private void publishDisabledShard(Conduits.Disabled disabled) {
        ObjectNode event = JsonNodes.object()
                .put("conduit_id", disabled.conduitId())
                .put("shard_id", disabled.shard().id())
                .put("status", disabled.shard().status);
        event.set("transport", disabled.shard().toJson().path("transport"));
        world.publisher.publish("conduit.shard.disabled", "client_id", world.options.clientId(), event);
    }

    private void endSubscriptions(EventSubSession session, String status) {
        world.subscriptions.enabledOn(session).forEach(subscription -> world.subscriptions.end(subscription, status));
    }

    /** Call whenever a session may have got its first or lost its last subscription or shard. */
    void usageChanged(EventSubSession session) {
        if (!session.isLive()) {
            return;
        }
        if (isUsed(session)) {
            cancel(session.unusedTimer);
            session.unusedTimer = null;
        } else if (session.unusedTimer == null) {
            armUnused(session);
        }
    }

    private boolean isUsed(EventSubSession session) {
        return world.subscriptions.enabledOn(session).findAny().isPresent() || world.conduits.isAssigned(session);
    }

    private void armUnused(EventSubSession session) {
        session.unusedTimer = after(world.options.subscribeWindow().toMillis(), () -> {
            if (session.isLive() && !isUsed(session)) {
                close(session, 4003, "connection unused");
            }
        });
    }

    private void armKeepalive(EventSubSession session) {
        long quiet = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - session.lastSentNanos);
        after(Math.max(1, session.keepaliveMillis - quiet), () -> {
            if (!session.isLive()) {
                return;
            }
            if (session.silent) {
                session.lastSentNanos = System.nanoTime();
            } else if (System.nanoTime() - session.lastSentNanos
                    >= TimeUnit.MILLISECONDS.toNanos(session.keepaliveMillis)) {
                session.send(Frames.keepalive(world.now()));
            }
            armKeepalive(session);
        });
    }

    private void armPing(EventSubSession session) {
        after(world.options.pingInterval().toMillis(), () -> {
            if (!session.isLive()) {
                return;
            }
            if (session.awaitingPong) {
                close(session, 4002, "client failed ping-pong");
                return;
            }
            session.awaitingPong = true;
            session.socket.ping();
            armPing(session);
        });
    }

    private long keepaliveMillis(Params query) {
        String asked = query.first("keepalive_timeout_seconds");
        if (asked == null
                || !asked.matches("-?\\d{1,9}")
                || !world.options.keepalive().equals(SimulatorOptions.DEFAULT_KEEPALIVE)) {
            return world.options.keepalive().toMillis();
        }
        return 1000L * Math.max(MIN_KEEPALIVE, Math.min(MAX_KEEPALIVE, Integer.parseInt(asked)));
    }

    private @Nullable EventSubSession of(EventSubServerSocket socket) {
        return live.stream()
                .filter(session -> session.socket == socket)
                .findFirst()
                .orElse(null);
    }

    private Timers.Task after(long millis, Runnable action) {
        return timers.after(millis, action);
    }

    private static void cancel(Timers.@Nullable Task timer) {
        if (timer != null) {
            timer.cancel();
        }
    }
}
