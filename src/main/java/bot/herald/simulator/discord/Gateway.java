package bot.herald.simulator.discord;

import bot.herald.simulator.JsonNodes;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The gateway: sessions, what they missed, and the codes it closes with. Guarded by {@link DiscordWorld}. */
final class Gateway {
    private static final Logger log = LoggerFactory.getLogger(Gateway.class);
    private static final int KEPT = 2_000;
    private static final int LARGEST_FRAME = 4_096;
    private static final int FRAMES_A_MINUTE = 120;
    private static final int IDENTIFIES_A_DAY = 1_000;
    private static final Duration BETWEEN_IDENTIFIES = Duration.ofSeconds(5);
    private static final int MEMBERS = 1 << 1;
    private static final int PRIVILEGED_BESIDE_MEMBERS = 1 << 8 | 1 << 15;
    private static final int KNOWN_INTENTS = (1 << 26) - 1;

    private record Frame(long seq, String text) {}

    private static final class BotSession {
        private final String id = UUID.randomUUID().toString().replace("-", "");
        private final int intents;
        private final Deque<Frame> sent = new ArrayDeque<>();
        private long seq;
        private @Nullable GatewaySocket socket;
        private @Nullable Instant lost;

        private BotSession(int intents) {
            this.intents = intents;
        }
    }

    private final DiscordWorld world;
    private final ScheduledExecutorService timers;
    private final Map<String, BotSession> sessions = new LinkedHashMap<>();
    private final Map<GatewaySocket, BotSession> bySocket = new HashMap<>();
    private final List<GatewaySocket> sockets = new ArrayList<>();
    private String baseUrl = "";
    private Instant lastIdentify = Instant.MIN;
    private int identifies;
    boolean answersHeartbeats = true;

    Gateway(DiscordWorld world, ScheduledExecutorService timers) {
        this.world = world;
        this.timers = timers;
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

    int identifies() {
        return identifies;
    }

    ObjectNode forBots() {
        ObjectNode node = JsonNodes.object().put("url", url()).put("shards", 1);
        node.putObject("session_start_limit")
                .put("total", IDENTIFIES_A_DAY)
                .put("remaining", IDENTIFIES_A_DAY - identifies)
                .put("reset_after", 14_400_000)
                .put("max_concurrency", 1);
        return node;
    }

    void opened(GatewaySocket socket) {
        sockets.add(socket);
        ObjectNode hello = frame(10);
        hello.putObject("d").put("heartbeat_interval", 41_250);
        socket.send(hello.toString());
    }

    void received(GatewaySocket socket, String text) {
        Instant now = world.now();
        socket.received.addLast(now);
        while (socket.received.getFirst().isBefore(now.minusSeconds(60))) {
            socket.received.removeFirst();
        }
        ObjectNode frame = JsonNodes.parseObject(text);
        if (frame == null || text.getBytes(StandardCharsets.UTF_8).length > LARGEST_FRAME) {
            socket.close(4002, "Error while decoding payload.");
            return;
        }
        if (socket.received.size() > FRAMES_A_MINUTE) {
            socket.close(4008, "You are being rate limited.");
            return;
        }
        JsonNode data = frame.path("d");
        switch (frame.path("op").asInt(-1)) {
            case 1 -> {
                if (answersHeartbeats) {
                    socket.send(frame(11).toString());
                }
            }
            case 2 -> identify(socket, data);
            case 6 -> resume(socket, data);
            case 8 -> members(socket, data);
            case 3, 4 -> {
                if (!bySocket.containsKey(socket)) {
                    socket.close(4003, "Not authenticated.");
                }
            }
            default -> socket.close(4001, "Unknown opcode.");
        }
    }

    private void identify(GatewaySocket socket, JsonNode data) {
        if (bySocket.containsKey(socket)) {
            socket.close(4005, "Already authenticated.");
            return;
        }
        int intents = data.path("intents").asInt(-1);
        boolean isPrivileged = ((intents & MEMBERS) != 0 && !world.options.membersIntent())
                || (intents & PRIVILEGED_BESIDE_MEMBERS) != 0;
        if (!isToken(data)) {
            socket.close(4004, "Authentication failed.");
        } else if (intents < 0 || intents > KNOWN_INTENTS) {
            socket.close(4013, "Invalid intent(s).");
        } else if (isPrivileged) {
            socket.close(4014, "Disallowed intent(s).");
        } else if (world.now().isBefore(lastIdentify.plus(BETWEEN_IDENTIFIES))) {
            socket.send(frame(9).put("d", false).toString());
        } else {
            lastIdentify = world.now();
            identifies++;
            BotSession session = new BotSession(intents);
            sessions.put(session.id, session);
            attach(session, socket);
            ready(session);
        }
    }

    private boolean isToken(JsonNode data) {
        return data.path("token").asText("").equals(world.botToken);
    }

    private void attach(BotSession session, GatewaySocket socket) {
        session.socket = socket;
        session.lost = null;
        bySocket.put(socket, session);
    }

    private void ready(BotSession session) {
        ObjectNode data = JsonNodes.object()
                .put("v", 10)
                .put("session_id", session.id)
                .put("resume_gateway_url", url() + "/resume");
        data.set("user", Shapes.user(world.bot));
        data.set("application", JsonNodes.object().put("id", world.bot.id).put("flags", 0));
        data.putArray("shard").add(0).add(1);
        ArrayNode guilds = data.putArray("guilds");
        List<Server> servers =
                world.servers.values().stream().filter(world::hasBot).toList();
        servers.forEach(server -> guilds.addObject().put("id", server.id).put("unavailable", true));
        data.putArray("private_channels");
        data.putArray("relationships");
        send(session, "READY", data);
        for (Server server : servers) {
            Server.Member bot = server.members.get(world.bot.id);
            if (bot != null) {
                send(
                        session,
                        server.isDown ? "GUILD_DELETE" : "GUILD_CREATE",
                        server.isDown
                                ? JsonNodes.object().put("id", server.id).put("unavailable", true)
                                : Shapes.createdServer(server, bot));
            }
        }
    }

    private void resume(GatewaySocket socket, JsonNode data) {
        if (!isToken(data)) {
            socket.close(4004, "Authentication failed.");
            return;
        }
        BotSession session = sessions.get(data.path("session_id").asText(""));
        long seq = data.path("seq").asLong();
        if (session != null && seq > session.seq) {
            socket.close(4007, "Invalid seq.");
            return;
        }
        boolean isKept = session != null
                && (session.sent.isEmpty() || session.sent.getFirst().seq() <= seq + 1)
                && (session.lost == null || world.now().isBefore(session.lost.plus(world.options.resumable())));
        if (session == null || !isKept) {
            socket.send(frame(9).put("d", false).toString());
            return;
        }
        GatewaySocket old = session.socket;
        if (old != null) {
            bySocket.remove(old);
            old.close(4000, "Session resumed elsewhere.");
        }
        attach(session, socket);
        session.sent.stream().filter(frame -> frame.seq() > seq).forEach(frame -> socket.send(frame.text()));
        send(session, "RESUMED", JsonNodes.object());
    }

    /** Members by id, as the app asks for them. */
    private void members(GatewaySocket socket, JsonNode data) {
        BotSession session = bySocket.get(socket);
        if (session == null) {
            socket.close(4003, "Not authenticated.");
            return;
        }
        Server server = world.servers.get(data.path("guild_id").asText(""));
        ObjectNode chunk = JsonNodes.object()
                .put("guild_id", data.path("guild_id").asText(""))
                .put("chunk_index", 0)
                .put("chunk_count", 1);
        if (data.has("nonce")) {
            chunk.put("nonce", data.path("nonce").asText());
        }
        ArrayNode members = chunk.putArray("members");
        ArrayNode missing = chunk.putArray("not_found");
        for (JsonNode id : data.path("user_ids")) {
            Server.Member member = server == null ? null : server.members.get(id.asText());
            if (member == null) {
                missing.add(id.asText());
            } else {
                members.add(Shapes.member(member));
            }
        }
        send(session, "GUILD_MEMBERS_CHUNK", chunk);
    }

    /** @param intent 0 for what every session hears */
    void dispatch(int intent, String type, ObjectNode data) {
        if (world.oddities.missing.equals(type)) {
            return;
        }
        for (BotSession session : List.copyOf(sessions.values())) {
            if (intent == 0 || (session.intents & intent) != 0) {
                send(session, type, data);
                if (world.oddities.doubled) {
                    send(session, type, data);
                }
            }
        }
    }

    private void send(BotSession session, String type, ObjectNode data) {
        String text =
                frame(0).put("s", ++session.seq).put("t", type).set("d", data).toString();
        session.sent.addLast(new Frame(session.seq, text));
        if (session.sent.size() > KEPT) {
            session.sent.removeFirst();
        }
        if (session.socket != null) {
            session.socket.send(text);
        }
    }

    private static ObjectNode frame(int op) {
        return JsonNodes.object().put("op", op).putNull("d").putNull("s").putNull("t");
    }

    /** Who closes with 1000 or 1001 ends the session; anything else keeps it. */
    void closed(GatewaySocket socket, int code) {
        sockets.remove(socket);
        BotSession session = bySocket.remove(socket);
        if (session != null) {
            session.socket = null;
            session.lost = world.now();
            if (code == 1000 || code == 1001) {
                sessions.remove(session.id);
            }
        }
    }

    int connected() {
        return bySocket.size();
    }

    void closeAll(int code) {
        List.copyOf(sockets).forEach(socket -> socket.close(code, "closed by the simulator"));
    }

    void cutAll() {
        List.copyOf(sockets).forEach(GatewaySocket::cut);
    }

    void silenceAll() {
        sockets.forEach(socket -> socket.isSilent = true);
    }

    /** Nothing can be resumed any more. */
    void forgetSessions() {
        sessions.values().removeIf(session -> session.socket == null);
        sessions.values().forEach(session -> session.sent.clear());
        sessions.clear();
    }

    /** Op 7; what still hangs on after two seconds is closed. */
    void askToReconnect() {
        List<GatewaySocket> asked = List.copyOf(sockets);
        asked.forEach(socket -> socket.send(frame(7).toString()));
        try {
            var unused = timers.schedule(
                    () -> world.run(() -> asked.forEach(socket -> socket.close(4000, "reconnect"))),
                    2,
                    TimeUnit.SECONDS);
        } catch (RejectedExecutionException e) {
            log.debug("the simulator is being closed");
        }
    }

    void invalidate(boolean mayResume) {
        List.copyOf(sockets)
                .forEach(socket -> socket.send(frame(9).put("d", mayResume).toString()));
    }
}
