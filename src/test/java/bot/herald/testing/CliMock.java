package bot.herald.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.websocket.api.Session;
import org.eclipse.jetty.websocket.server.WebSocketUpgradeHandler;

/**
 * The EventSub half of Twitch's own command line tool, with its oddities: subscriptions without a prefix, a 409 that looks at
 * no condition, no chat types, events for everybody under a subscription nobody made, revocations without an event, and plain
 * text where it knows nothing.
 */
public final class CliMock implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Set<String> KNOWN = Set.of(
            "channel.raid/1",
            "stream.online/1",
            "stream.offline/1",
            "channel.update/2",
            "channel.moderator.add/1",
            "channel.moderator.remove/1",
            "channel.shoutout.create/1",
            "user.update/1");

    private final Server server = new Server();
    private final ServerConnector connector = new ServerConnector(server);
    private final Map<String, Peer> peers = new ConcurrentHashMap<>();
    private final Map<String, String> subscriptions = new ConcurrentHashMap<>();
    private final List<String> violations = new CopyOnWriteArrayList<>();
    private final List<Integer> answers = new CopyOnWriteArrayList<>();

    public CliMock() {
        connector.setHost("127.0.0.1");
        server.addConnector(connector);
        WebSocketUpgradeHandler sockets = WebSocketUpgradeHandler.from(server, container -> {
            container.setIdleTimeout(Duration.ofMinutes(5));
            container.addMapping("/ws", (request, response, callback) -> new Peer());
        });
        sockets.setHandler(new Subscriptions());
        server.setHandler(sockets);
        try {
            server.start();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    public URI webSocket() {
        return URI.create("ws://127.0.0.1:" + connector.getLocalPort() + "/ws");
    }

    public URI subscriptionsAddress() {
        return URI.create("http://127.0.0.1:" + connector.getLocalPort() + "/eventsub/subscriptions");
    }

    /** Status codes of the answers to requests for a subscription. */
    public List<Integer> answers() {
        return List.copyOf(answers);
    }

    public long subscribed(String type) {
        return subscriptions.values().stream()
                .filter(key -> key.contains("/" + type + "/"))
                .count();
    }

    /** What a client sent over its socket, which nobody may. */
    public List<String> violations() {
        return List.copyOf(violations);
    }

    /** Sends the event to every client, subscribed or not, under a subscription id that nobody knows. */
    public void trigger(String type, String version, Map<String, Object> event) {
        ObjectNode frame = frame("notification", type, version, "enabled");
        frame.withObject("/payload").set("event", JSON.valueToTree(event));
        peers.values().forEach(peer -> peer.send(frame.toString()));
    }

    /** As the tool sends it: a notification without an event. */
    public void revoke(String type, String version) {
        String frame =
                frame("notification", type, version, "authorization_revoked").toString();
        peers.values().forEach(peer -> peer.send(frame));
    }

    private static ObjectNode frame(String messageType, String type, String version, String status) {
        ObjectNode frame = JSON.createObjectNode();
        ObjectNode metadata = frame.putObject("metadata");
        metadata.put("message_id", UUID.randomUUID().toString());
        metadata.put("message_type", messageType);
        metadata.put("message_timestamp", Instant.now().toString());
        metadata.put("subscription_type", type);
        metadata.put("subscription_version", version);
        ObjectNode subscription = frame.putObject("payload").putObject("subscription");
        subscription.put("id", UUID.randomUUID().toString());
        subscription.put("status", status);
        subscription.put("type", type);
        subscription.put("version", version);
        subscription.putObject("condition");
        return frame;
    }

    @Override
    public void close() {
        try {
            server.stop();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** One connected client. */
    public final class Peer extends Session.Listener.AbstractAutoDemanding {
        private final String id = Integer.toHexString(System.identityHashCode(this)) + "_ff913452";

        @Override
        public void onWebSocketOpen(Session session) {
            super.onWebSocketOpen(session);
            peers.put(id, this);
            ObjectNode welcome = JSON.createObjectNode();
            welcome.putObject("metadata")
                    .put("message_id", UUID.randomUUID().toString())
                    .put("message_type", "session_welcome")
                    .put("message_timestamp", Instant.now().toString());
            welcome.putObject("payload")
                    .putObject("session")
                    .put("id", id)
                    .put("status", "connected")
                    .put("keepalive_timeout_seconds", 30)
                    .putNull("reconnect_url");
            send(welcome.toString());
        }

        @Override
        public void onWebSocketText(String message) {
            violations.add(message);
            getSession().close(4001, "sent inbound traffic", org.eclipse.jetty.websocket.api.Callback.NOOP);
        }

        void send(String text) {
            var done = new org.eclipse.jetty.websocket.api.Callback.Completable();
            getSession().sendText(text, done);
            done.join();
        }
    }

    private final class Subscriptions extends Handler.Abstract {
        @Override
        public boolean handle(Request request, Response response, Callback callback) throws Exception {
            if (!Request.getPathInContext(request).equals("/eventsub/subscriptions")) {
                return answer(response, callback, 404, "text/plain", "404 page not found\n");
            }
            String clientId = request.getHeaders().get("Client-Id");
            if (clientId == null || clientId.isEmpty()) {
                return json(response, callback, 400, Map.of("status", 401, "message", "Client-Id header required"));
            }
            return switch (request.getMethod()) {
                case "GET" ->
                    json(response, callback, 200, Map.of("data", List.of(), "total", 0, "pagination", Map.of()));
                case "DELETE" -> answer(response, callback, 204, "", "");
                case "POST" -> subscribe(request, response, callback);
                default -> answer(response, callback, 405, "", "");
            };
        }

        private boolean subscribe(Request request, Response response, Callback callback) {
            JsonNode body = read(request);
            String type =
                    body.path("type").asText() + "/" + body.path("version").asText();
            String session = body.path("transport").path("session_id").asText();
            if (!KNOWN.contains(type)) {
                return refuse(
                        response,
                        callback,
                        400,
                        "The combination of values in the type and version fields is not valid");
            }
            if (!body.path("transport").path("method").asText().equals("websocket")) {
                return refuse(response, callback, 400, "The value specified in the 'method' field is not valid");
            }
            if (!peers.containsKey(session)) {
                return refuse(response, callback, 400, "non-existent session_id");
            }
            // Whatever the condition is.
            String key = session + "/" + type;
            if (subscriptions.containsValue(key)) {
                return refuse(
                        response,
                        callback,
                        409,
                        "Subscription by the specified type and version combination for the specified Client ID already exists");
            }
            String id = UUID.randomUUID().toString();
            subscriptions.put(id, key);
            answers.add(202);
            return json(
                    response,
                    callback,
                    202,
                    Map.of(
                            "data",
                            List.of(Map.of(
                                    "id",
                                    id,
                                    "status",
                                    "enabled",
                                    "type",
                                    body.path("type").asText(),
                                    "cost",
                                    0)),
                            "total",
                            subscriptions.size(),
                            "total_cost",
                            0,
                            "max_total_cost",
                            10));
        }

        private boolean refuse(Response response, Callback callback, int status, String message) {
            answers.add(status);
            return json(response, callback, status, Map.of("error", "", "status", status, "message", message));
        }
    }

    private static JsonNode read(Request request) {
        try {
            return JSON.readTree(Content.Source.asString(request, UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean json(Response response, Callback callback, int status, Map<String, Object> body) {
        return answer(
                response,
                callback,
                status,
                "application/json",
                JSON.valueToTree(body).toString());
    }

    private static boolean answer(Response response, Callback callback, int status, String type, String body) {
        response.setStatus(status);
        if (!type.isEmpty()) {
            response.getHeaders().put(HttpHeader.CONTENT_TYPE, type);
        }
        Content.Sink.write(response, true, body, callback);
        return true;
    }
}
