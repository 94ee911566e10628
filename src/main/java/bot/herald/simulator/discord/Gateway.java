package bot.herald.simulator.discord;

import bot.herald.simulator.JsonNodes;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The gateway: starts and resumes sessions, dispatches events, and closes sockets that break a rule. Guarded by {@link DiscordWorld}. */
final class Gateway {
    private static final int LARGEST_FRAME = 4_096;
    private static final int FRAMES_A_MINUTE = 120;
    /** Close codes after which a session cannot be resumed. */
    private static final Set<Integer> SESSION_ENDED =
            Set.of(1000, 1001, 4004, 4007, 4009, 4010, 4011, 4012, 4013, 4014);

    private final DiscordWorld world;
    private final Map<String, GatewaySession> sessions = new LinkedHashMap<>();
    private final Map<GatewaySocket, GatewaySession> bySocket = new HashMap<>();
    private final List<GatewaySocket> sockets = new ArrayList<>();
    private final SessionStarts starts;
    private String baseUrl = "";

    Gateway(DiscordWorld world) {
        this.world = world;
        this.starts = new SessionStarts(world);
    }

    void listensAt(String url) {
        baseUrl = url;
    }

    String url() {
        return baseUrl.replaceFirst("^http", "ws") + "/gateway";
    }

    String apiUrl() {
        return baseUrl + "/api/v10";
    }

    SessionStarts starts() {
        return starts;
    }

    ObjectNode forBots() {
        int limit = world.options.identifiesADay();
        ObjectNode node = JsonNodes.object().put("url", url()).put("shards", 1);
        node.putObject("session_start_limit")
                .put("total", limit)
                .put("remaining", limit - starts.today())
                .put("reset_after", 14_400_000)
                .put("max_concurrency", 1);
        return node;
    }

    void opened(GatewaySocket socket) {
        sockets.add(socket);
        if (!socket.hasKnownVersion()) {
            close(socket, 4012, "Invalid API version.");
            return;
        }
        ObjectNode hello = frame(10);
        hello.putObject("d").put("heartbeat_interval", world.options.heartbeat().toMillis());
        socket.send(hello.toString());
        watch(socket);
    }

    private void watch(GatewaySocket socket) {
        long heartbeats = socket.heartbeats;
        Duration patience = world.options.heartbeat().multipliedBy(3).dividedBy(2);
        after(patience, () -> {
            if (!sockets.contains(socket)) {
                return;
            }
            if (socket.heartbeats == heartbeats) {
                close(socket, 4009, "Session timed out.");
            } else {
                watch(socket);
            }
        });
    }

    void received(GatewaySocket socket, String text) {
        Instant now = world.now();
        socket.received.addLast(now);
        while (socket.received.getFirst().isBefore(now.minusSeconds(60))) {
            socket.received.removeFirst();
        }
        ObjectNode frame = JsonNodes.parseObject(text);
        if (frame == null || text.getBytes(StandardCharsets.UTF_8).length > LARGEST_FRAME) {
            close(socket, 4002, "Error while decoding payload.");
            return;
        }
        if (socket.received.size() > FRAMES_A_MINUTE) {
            close(socket, 4008, "You are being rate limited.");
            return;
        }
        JsonNode data = frame.path("d");
        switch (frame.path("op").asInt(-1)) {
            case 1 -> {
                socket.heartbeats++;
                socket.send(frame(11).toString());
            }
            case 2 -> identify(socket, data);
            case 6 -> resume(socket, data);
            case 3, 4, 8 -> {
                if (!bySocket.containsKey(socket)) {
                    close(socket, 4003, "Not authenticated.");
                }
            }
            default -> close(socket, 4001, "Unknown opcode.");
        }
    }

    private void identify(GatewaySocket socket, JsonNode data) {
        if (bySocket.containsKey(socket)) {
            close(socket, 4005, "Already authenticated.");
            return;
        }
        SessionStarts.Refusal refusal = starts.refusal(data);
        if (refusal != null) {
            close(socket, refusal.code(), refusal.reason());
        } else if (starts.isExhausted()) {
            resetToken(world.grants.newSecret(70));
        } else if (starts.isTooSoon()) {
            socket.send(frame(9).put("d", false).toString());
        } else {
            starts.started();
            GatewaySession session = new GatewaySession(data.path("intents").asInt(), socket);
            sessions.put(session.id, session);
            bySocket.put(socket, session);
            ready(session);
        }
    }

    /** Gives the bot another token and ends every session that was started with the old one. */
    void resetToken(String token) {
        world.botToken = token;
        closeAll(4004);
    }

    private void ready(GatewaySession session) {
        List<Server> servers =
                world.servers.values().stream().filter(world::hasBot).toList();
        session.send("READY", DiscordJson.ready(world.bot, session.id, url() + "/resume", servers));
        for (Server server : servers) {
            Server.Member bot = server.members.get(world.bot.id);
            if (bot != null) {
                session.send(
                        server.isDown ? "GUILD_DELETE" : "GUILD_CREATE",
                        server.isDown ? DiscordJson.unavailableServer(server) : DiscordJson.createdServer(server, bot));
            }
        }
    }

    private void resume(GatewaySocket socket, JsonNode data) {
        if (bySocket.containsKey(socket)) {
            close(socket, 4005, "Already authenticated.");
            return;
        }
        if (!starts.isToken(data)) {
            close(socket, 4004, "Authentication failed.");
            return;
        }
        GatewaySession session = sessions.get(data.path("session_id").asText(""));
        long lastSeen = data.path("seq").asLong();
        if (session != null && !session.hasSent(lastSeen)) {
            close(socket, 4007, "Invalid seq.");
        } else if (session == null || !session.canResume(lastSeen, world.now(), world.options.resumable())) {
            socket.send(frame(9).put("d", false).toString());
        } else {
            bySocket.put(socket, session);
            GatewaySocket before = session.resume(socket, lastSeen);
            if (before != null) {
                bySocket.remove(before);
                before.close(4000, "Session resumed elsewhere.");
            }
        }
    }

    /** @param intent that a bot needs to receive the event; 0 for none */
    void dispatch(int intent, String type, ObjectNode data) {
        sessions.values().removeIf(session -> session.isOver(world.now(), world.options.resumable()));
        if (world.oddities.lostEvent.equals(type)) {
            return;
        }
        for (GatewaySession session : List.copyOf(sessions.values())) {
            if (session.hears(intent)) {
                session.send(type, data);
                if (world.oddities.doubled) {
                    session.send(type, data);
                }
            }
        }
    }

    /** A frame whose other members are null. */
    static ObjectNode frame(int op) {
        return JsonNodes.object().put("op", op).putNull("d").putNull("s").putNull("t");
    }

    private void close(GatewaySocket socket, int code, String reason) {
        endIfFinal(socket, code);
        socket.close(code, reason);
    }

    void closed(GatewaySocket socket, int code) {
        sockets.remove(socket);
        endIfFinal(socket, code);
        GatewaySession session = bySocket.remove(socket);
        if (session != null) {
            session.lostSocket(world.now());
        }
    }

    private void endIfFinal(GatewaySocket socket, int code) {
        GatewaySession session = bySocket.get(socket);
        if (session != null && SESSION_ENDED.contains(code)) {
            sessions.remove(session.id);
        }
    }

    int connected() {
        return bySocket.size();
    }

    void closeAll(int code) {
        List.copyOf(sockets).forEach(socket -> close(socket, code, "closed by the simulator"));
    }

    /** Closes every socket and refuses every Identify with this code; 0 lets bots in again. */
    void refuseAll(int code) {
        starts.alwaysRefuseWith(code);
        if (code != 0) {
            closeAll(code);
        }
    }

    void cutAll() {
        List.copyOf(sockets).forEach(GatewaySocket::cut);
    }

    void silenceAll() {
        sockets.forEach(socket -> socket.isSilent = true);
    }

    /** No session can be resumed after this. */
    void forgetSessions() {
        sessions.clear();
    }

    /** Sends op 7, and closes the sockets that are still open two seconds later. */
    void askToReconnect() {
        List<GatewaySocket> asked = List.copyOf(sockets);
        asked.forEach(socket -> socket.send(frame(7).toString()));
        after(Duration.ofSeconds(2), () -> asked.forEach(socket -> close(socket, 4000, "reconnect")));
    }

    void invalidate(boolean mayResume) {
        List.copyOf(sockets)
                .forEach(socket -> socket.send(frame(9).put("d", mayResume).toString()));
    }

    private void after(Duration time, Runnable action) {
        world.timers.after(time.toMillis(), action);
    }
}
