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
 * One request to Discord, and whatever happens turned into an {@link Answer}, within one time for headers and body.
 *
 * <p>Never repeats a request, as OkHttp would by itself for a connection that was closed meanwhile: a refresh token works once, and a
 * webhook posts twice.
 * Connections are not kept, so that none can have been closed meanwhile. Blocks. Safe for concurrent use.
 */
public final class DiscordHttp {
    /** Giving up what is not to be repeated costs a login, or a message, so it is given up late. */
    private static final Duration PATIENCE_FOR_CHANGES = Duration.ofSeconds(10);

    private static final Duration PATIENCE = Duration.ofSeconds(4);
    private static final MediaType JSON = MediaType.get("application/json");
    private static final int MOST_BYTES = 1 << 20;
    /** Longer pauses than that are nothing that anybody waits for. */
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

    /** What became of one request. */
    public sealed interface Answer {
        /**
         * @param body missing where it is no JSON, as Cloudflare's answers are
         * @param retryAfter how long Discord wants us to wait; empty where it does not say
         */
        record Response(int status, JsonNode body, Optional<Duration> retryAfter) implements Answer {
            public boolean isSuccess() {
                return status >= 200 && status < 300;
            }
        }

        /**
         * Nobody knows whether Discord acted.
         *
         * @param neverSent whether no byte of the request left
         */
        record None(String reason, boolean neverSent) implements Answer {}
    }

    /** @param address of this installation, which Discord wants to know of whoever calls it */
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

    /** Where the address is all the right that is needed. */
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

    /** Whether anything of a request went out. */
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
            // Text or HTML: the status says all that can be known.
            return MissingNode.getInstance();
        }
    }

    /** The body's is exact, the header's is in whole seconds; Cloudflare has neither. */
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
