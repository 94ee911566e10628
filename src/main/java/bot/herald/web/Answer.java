package bot.herald.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * An answer to a request, without the headers that every answer has.
 *
 * @param contentType empty when there is no body
 * @param webSocket makes the server's end of the WebSocket once the upgrade is certain; empty for an ordinary answer
 * @param file sent instead of the body, for what is binary or compressed; never changed
 */
record Answer(
        int status,
        String contentType,
        String body,
        String cacheControl,
        List<Header> headers,
        Optional<Supplier<Object>> webSocket,
        Optional<ByteBuffer> file) {
    private static final String NO_STORE = "no-store";

    Answer(int status, String contentType, String body, String cacheControl, List<Header> headers) {
        this(status, contentType, body, cacheControl, headers, Optional.empty(), Optional.empty());
    }

    record Header(String name, String value) {}

    /** The connection goes on as a WebSocket. */
    static Answer upgrade(Supplier<Object> webSocket) {
        return new Answer(101, "", "", NO_STORE, List.of(), Optional.of(webSocket), Optional.empty());
    }

    static Answer html(int status, String body) {
        return new Answer(status, "text/html; charset=utf-8", body, NO_STORE, List.of());
    }

    static Answer json(int status, String body) {
        return new Answer(status, "application/json", body, NO_STORE, List.of());
    }

    static Answer text(String contentType, String body) {
        return new Answer(200, contentType, body, NO_STORE, List.of());
    }

    static Answer file(String contentType, ByteBuffer content) {
        return new Answer(200, contentType, "", NO_STORE, List.of(), Optional.empty(), Optional.of(content));
    }

    static Answer redirect(URI target) {
        return new Answer(302, "", "", NO_STORE, List.of(new Header("Location", target.toASCIIString())));
    }

    /** After a form: the browser goes on with a GET. */
    static Answer seeOther(URI target) {
        return new Answer(303, "", "", NO_STORE, List.of(new Header("Location", target.toASCIIString())));
    }

    static Answer empty(int status) {
        return new Answer(status, "", "", NO_STORE, List.of());
    }

    Answer with(String name, String value) {
        List<Header> more = new ArrayList<>(headers);
        more.add(new Header(name, value));
        return new Answer(status, contentType, body, cacheControl, List.copyOf(more), webSocket, file);
    }

    /** What is sent; read it once. */
    ByteBuffer content() {
        return file.map(ByteBuffer::duplicate).orElseGet(() -> ByteBuffer.wrap(body.getBytes(UTF_8)));
    }

    Answer cached(String policy) {
        return new Answer(status, contentType, body, policy, headers, webSocket, file);
    }
}
