package bot.herald.simulator;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A client of EventSub over a real WebSocket. */
final class TestSocket implements WebSocket.Listener, AutoCloseable {
    private final BlockingQueue<String> frames = new LinkedBlockingQueue<>();
    private final CompletableFuture<Integer> closed = new CompletableFuture<>();
    private final StringBuilder partial = new StringBuilder();
    private final WebSocket socket;

    TestSocket(String url) {
        socket = HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .buildAsync(URI.create(url), this)
                .join();
    }

    @Override
    public CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
        partial.append(data);
        if (last) {
            frames.add(partial.toString());
            partial.setLength(0);
        }
        webSocket.request(1);
        return CompletableFuture.completedStage(null);
    }

    @Override
    public CompletionStage<?> onClose(WebSocket webSocket, int code, String reason) {
        closed.complete(code);
        return CompletableFuture.completedStage(null);
    }

    @Override
    public void onError(WebSocket webSocket, Throwable error) {
        closed.complete(1006);
    }

    String nextText() {
        try {
            String frame = frames.poll(10, TimeUnit.SECONDS);
            if (frame == null) {
                throw new AssertionError("no frame came within 10 s");
            }
            return frame;
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    JsonNode next() {
        try {
            return TestClient.JSON.readTree(nextText());
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }

    /** The next frame, which must be of this type. */
    JsonNode next(String messageType) {
        JsonNode frame = next();
        if (!frame.at("/metadata/message_type").asText().equals(messageType)) {
            throw new AssertionError("expected " + messageType + ", got " + frame);
        }
        return frame;
    }

    /** Reads the welcome; the session's id. */
    String welcome() {
        return next("session_welcome").at("/payload/session/id").asText();
    }

    boolean isQuiet() {
        return frames.isEmpty();
    }

    int closeCode() {
        try {
            return closed.get(10, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new AssertionError("the socket was not closed within 10 s", e);
        }
    }

    void say(String text) {
        socket.sendText(text, true).join();
    }

    /** Loses the connection without a close frame. */
    void drop() {
        socket.abort();
    }

    @Override
    public void close() {
        drop();
    }
}
