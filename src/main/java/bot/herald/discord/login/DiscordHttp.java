package bot.herald.discord.login;

import bot.herald.identity.Secret;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import okhttp3.Call;
import okhttp3.ConnectionPool;
import okhttp3.EventListener;
import okhttp3.FormBody;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okio.BufferedSource;

/**
 * Sends single requests to Discord, with one deadline for the whole answer, and turns every outcome into an {@link Answer}.
 *
 * <p>Never repeats a request, as OkHttp by default does after a stale connection: a refresh token works only once, and a webhook
 * would post twice. For the same reason no connection is kept open. Blocks. Safe for concurrent use.
 */
public final class DiscordHttp {
    /** For requests that must not be repeated: giving one up costs a login or a message. */
    private static final Duration PATIENCE_FOR_CHANGES = Duration.ofSeconds(10);

    private static final Duration PATIENCE = Duration.ofSeconds(4);
    private static final MediaType JSON = MediaType.get("application/json");
    private static final int MOST_BYTES = 1 << 20;
    /** The longest pause that is taken from an answer. */
    private static final double MOST_SECONDS = 600;

    private final ObjectMapper json = new ObjectMapper();
    private final String agent;
    private final OkHttpClient client = new OkHttpClient.Builder()
            .retryOnConnectionFailure(false)
            .followRedirects(false)
            .followSslRedirects(false)
            .connectTimeout(Duration.ofSeconds(3))
            .connectionPool(new ConnectionPool(0, 1, TimeUnit.SECONDS))
            .build();

    /** The outcome of a request. */
    public sealed interface Answer {
        /**
         * @param body missing if it is not JSON, as in Cloudflare's answers
         * @param retryAfter how long Discord wants us to wait; empty if it does not say
         */
        record Response(int status, JsonNode body, Optional<Duration> retryAfter) implements Answer {
            public boolean isSuccess() {
                return status >= 200 && status < 300;
            }
        }

        /**
         * No answer, so it is unknown whether Discord acted.
         *
         * @param neverSent whether no byte of the request left
         */
        record None(String reason, boolean neverSent) implements Answer {}
    }

    /** @param address of this installation, which Discord requires in the user agent */
    public DiscordHttp(URI address) {
        this.agent = "DiscordBot (" + address + ", 1)";
    }

    Answer post(URI address, Map<String, String> form) {
        FormBody.Builder body = new FormBody.Builder();
        form.forEach(body::add);
        return send(new Request.Builder().url(address.toString()).post(body.build()), PATIENCE_FOR_CHANGES);
    }

    /** @param body sent as JSON */
    public Answer send(String method, URI address, JsonNode body) {
        return send(
                new Request.Builder().url(address.toString()).method(method, RequestBody.create(body.toString(), JSON)),
                PATIENCE_FOR_CHANGES);
    }

    /** For an address that needs no authorization beside itself. */
    public Answer get(URI address) {
        return send(new Request.Builder().url(address.toString()), PATIENCE);
    }

    Answer get(URI address, String scheme, Secret token) {
        return send(
                new Request.Builder().url(address.toString()).header("Authorization", scheme + " " + token.reveal()),
                PATIENCE);
    }

    private Answer send(Request.Builder request, Duration patience) {
        Sent sent = new Sent();
        try (Response response = client.newBuilder()
                .callTimeout(patience)
                .readTimeout(patience)
                .eventListener(sent)
                .build()
                .newCall(request.header("User-Agent", agent).build())
                .execute()) {
            JsonNode body = body(response.body().source());
            return new Answer.Response(response.code(), body, retryAfter(response, body));
        } catch (InterruptedIOException e) {
            return new Answer.None(
                    Thread.currentThread().isInterrupted()
                            ? "interrupted"
                            : "no answer within " + patience.toSeconds() + " s",
                    !sent.begun);
        } catch (IOException e) {
            return new Answer.None(sent.begun ? "connection lost" : "cannot connect to Discord", !sent.begun);
        } catch (Exception e) {
            // OkHttp waits for connections in Kotlin, which declares nothing that it throws.
            if (e instanceof InterruptedException) {
                Thread.currentThread().interrupt();
                return new Answer.None("interrupted", !sent.begun);
            }
            throw e;
        }
    }

    /** Notes whether any part of a request was sent. */
    private static final class Sent extends EventListener {
        private volatile boolean begun;

        @Override
        public void requestHeadersStart(Call call) {
            begun = true;
        }
    }

    private JsonNode body(BufferedSource source) throws IOException {
        if (source.request(MOST_BYTES + 1L)) {
            return MissingNode.getInstance();
        }
        byte[] bytes = source.readByteArray();
        try {
            JsonNode node = json.readTree(bytes);
            return node == null ? MissingNode.getInstance() : node;
        } catch (IOException e) {
            // Text or HTML: only the status counts.
            return MissingNode.getInstance();
        }
    }

    /** The body has the exact time, the header whole seconds; Cloudflare sends neither. */
    private static Optional<Duration> retryAfter(Response response, JsonNode body) {
        JsonNode exact = body.path("retry_after");
        String header = response.header("Retry-After", "");
        double seconds = exact.isNumber()
                ? exact.asDouble()
                : header != null && header.matches("[0-9]{1,9}") ? Double.parseDouble(header) : -1;
        return seconds < 0
                ? Optional.empty()
                : Optional.of(Duration.ofMillis(Math.round(Math.min(seconds, MOST_SECONDS) * 1000)));
    }
}
