package bot.herald.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;

/** A server on loopback that gives prepared answers in order and keeps what it was asked. */
public final class ScriptedServer implements AutoCloseable {
    /** A request as it arrived. */
    public record Asked(String method, URI uri, Map<String, List<String>> headers, String body) {
        public String header(String name) {
            return headers.getOrDefault(name, List.of("")).get(0);
        }
    }

    private record Answer(int status, String contentType, String body, Map<String, String> headers) {}

    private final HttpServer server;
    private final Deque<Answer> answers = new ArrayDeque<>();
    private final List<Asked> asked = new ArrayList<>();

    public ScriptedServer() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::handle);
        server.start();
    }

    public URI base() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** An address on which nobody listens any more. */
    public static URI nobody() {
        ScriptedServer gone = new ScriptedServer();
        URI base = gone.base();
        gone.close();
        return base;
    }

    public ScriptedServer json(int status, String body) {
        return answer(status, "application/json", body, Map.of());
    }

    public ScriptedServer answer(int status, String contentType, String body, Map<String, String> headers) {
        synchronized (answers) {
            answers.add(new Answer(status, contentType, body, headers));
        }
        return this;
    }

    /** The next request is read and its connection dropped without an answer. */
    public ScriptedServer drop() {
        return answer(0, "", "", Map.of());
    }

    public List<Asked> asked() {
        synchronized (asked) {
            return List.copyOf(asked);
        }
    }

    private void handle(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
        synchronized (asked) {
            asked.add(new Asked(
                    exchange.getRequestMethod(), exchange.getRequestURI(), exchange.getRequestHeaders(), body));
        }
        Answer answer;
        synchronized (answers) {
            answer = answers.isEmpty() ? new Answer(599, "text/plain", "nothing prepared", Map.of()) : answers.remove();
        }
        if (answer.status() == 0) {
            throw new IOException("dropped on purpose");
        }
        byte[] bytes = answer.body().getBytes(UTF_8);
        exchange.getResponseHeaders().set("Content-Type", answer.contentType());
        answer.headers().forEach((name, value) -> exchange.getResponseHeaders().set(name, value));
        exchange.sendResponseHeaders(answer.status(), bytes.length == 0 ? -1 : bytes.length);
        if (bytes.length > 0) {
            exchange.getResponseBody().write(bytes);
        }
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
