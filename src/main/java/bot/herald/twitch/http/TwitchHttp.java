package bot.herald.twitch.http;

import bot.herald.identity.Secret;
import bot.herald.lifecycle.Component;
import bot.herald.lifecycle.Health;
import bot.herald.lifecycle.Health.Age;
import bot.herald.lifecycle.SpareThreads;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpTimeoutException;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends one request to Twitch and turns whatever happens into an {@link HttpAnswer}, within the {@linkplain
 * TwitchCall#patience() time} allowed for its kind of call, including headers and body.
 *
 * <p>Never repeats a request: repeating a chat message or a token refresh does harm, and only the caller knows. A
 * component only to report a call that outlives its deadline, which would be a fault of ours. Safe for concurrent use.
 */
public final class TwitchHttp implements Component {
    private static final Logger LOG = LoggerFactory.getLogger(TwitchHttp.class);

    /** A page of a hundred subscriptions takes 60 KB. */
    static final int MOST_BYTES = 1 << 20;

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(2);
    /** They assemble answers while several calls are under way. By default the client would use one thread per call. */
    private static final int THREADS = 4;

    private final ConnectionPools<HttpClient> pools;
    private final ObjectMapper json = new ObjectMapper();
    private final Duration most;
    private final Clock clock;
    private final LongSupplier nanoTime;
    private final Set<UnderWay> underWay = ConcurrentHashMap.newKeySet();

    /** Not a record: two calls that begin at the same instant are different. */
    private static final class UnderWay {
        private final TwitchCall call;
        private final LongSupplier nanoTime;
        private final long began;

        private UnderWay(TwitchCall call, LongSupplier nanoTime) {
            this.call = call;
            this.nanoTime = nanoTime;
            this.began = nanoTime.getAsLong();
        }

        private long nanos() {
            return nanoTime.getAsLong() - began;
        }
    }

    /** A call that has no answer yet. */
    public record OpenCall(TwitchCall call, Duration age) {}

    public TwitchHttp(Clock clock) {
        this(clock, Age.CALL.most(), System::nanoTime);
    }

    /** @param most the longest that any call may take, where its kind would allow more */
    public TwitchHttp(Duration most) {
        this(Clock.systemUTC(), most, System::nanoTime);
    }

    /** @param nanoTime by which the age of calls is measured */
    TwitchHttp(Clock clock, Duration most, LongSupplier nanoTime) {
        this.clock = clock;
        this.most = most;
        this.nanoTime = nanoTime;
        Executor threads = inlineIfAlone(SpareThreads.of("http", THREADS), underWay::size);
        this.pools = new ConnectionPools<>(
                () -> HttpClient.newBuilder()
                        .executor(threads)
                        .connectTimeout(CONNECT_TIMEOUT)
                        .followRedirects(HttpClient.Redirect.NEVER)
                        .version(HttpClient.Version.HTTP_1_1)
                        .build(),
                nanoTime);
    }

    /**
     * Runs what the client hands over from its selector thread: starting to write a request, and assembling its answer. None of it blocks.
     * With a single call under way the selector thread runs it, because waking another thread takes longer, and a chat message would wait for
     * that twice. With several calls, {@code others} runs it, so that one TLS handshake does not delay the next.
     */
    static Executor inlineIfAlone(Executor others, IntSupplier calls) {
        return task -> {
            if (calls.getAsInt() > 1) {
                others.execute(task);
                return;
            }
            try {
                task.run();
            } catch (RuntimeException | LinkageError | StackOverflowError | AssertionError e) {
                // It would end the client's selector thread, and every call with it.
                LOG.error("a call to Twitch failed inside the HTTP client", e);
            }
        };
    }

    /** The only place that writes a token into a request. */
    public static HttpRequest.Builder authorized(HttpRequest.Builder request, String scheme, Secret token) {
        return request.setHeader("Authorization", scheme + " " + token.reveal());
    }

    /**
     * Blocks until the answer has arrived, the time is over, or the thread is interrupted. In the latter two cases the
     * connection is closed. A body above {@value #MOST_BYTES} bytes counts as unreadable.
     *
     * @throws IllegalArgumentException if the request is not the call that it claims to be
     */
    public HttpAnswer send(TwitchCall call, HttpRequest.Builder builder) {
        Duration patience = call.patience().compareTo(most) < 0 ? call.patience() : most;
        HttpRequest request = builder.timeout(patience).build();
        call.check(request);
        UnderWay mine = new UnderWay(call, nanoTime);
        underWay.add(mine);
        try {
            return exchange(request, mine, patience);
        } finally {
            underWay.remove(mine);
        }
    }

    private HttpAnswer exchange(HttpRequest request, UnderWay mine, Duration patience) {
        HttpClient client = pools.client();
        try {
            // The client's own timeout ends with the headers (JDK-8208693).
            HttpResponse<Optional<byte[]>> response =
                    client.send(request, head -> bodyWithin(patience.toNanos() - mine.nanos()));
            return new HttpAnswer.Response(
                    response.statusCode(),
                    dated(response.headers()),
                    response.body().map(this::parse).orElse(MissingNode.getInstance()));
        } catch (HttpConnectTimeoutException | ConnectException e) {
            return new HttpAnswer.NoAnswer("cannot connect to Twitch", true);
        } catch (HttpTimeoutException e) {
            pools.doubt(client);
            return new HttpAnswer.NoAnswer("no answer within " + patience.toMillis() / 1000.0 + " s", false);
        } catch (IOException e) {
            return TlsFailure.of(e)
                    .map(why -> new HttpAnswer.NoAnswer("cannot connect to Twitch: " + why, true))
                    .orElseGet(() -> new HttpAnswer.NoAnswer("connection lost", false));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new HttpAnswer.NoAnswer("interrupted", false);
        }
    }

    /** Adds the time by our own clock if the server sent no readable one, as RFC 9110 (6.6.1) demands of recipients. */
    private HttpHeaders dated(HttpHeaders headers) {
        if (RetryAfter.date(headers).isPresent()) {
            return headers;
        }
        Map<String, List<String>> all = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        all.putAll(headers.map());
        all.put(
                "Date",
                List.of(DateTimeFormatter.RFC_1123_DATE_TIME.format(
                        clock.instant().atOffset(ZoneOffset.UTC))));
        return HttpHeaders.of(all, (name, value) -> true);
    }

    private BodySubscriber<Optional<byte[]>> bodyWithin(long nanos) {
        LimitedBody body = new LimitedBody(MOST_BYTES);
        Future<?> end = SpareThreads.timer().schedule(body::giveUp, nanos, TimeUnit.NANOSECONDS);
        body.getBody().whenComplete((whole, failure) -> end.cancel(false));
        return body;
    }

    private JsonNode parse(byte[] body) {
        try {
            JsonNode node = json.readTree(body);
            return node == null ? MissingNode.getInstance() : node;
        } catch (IOException e) {
            return MissingNode.getInstance();
        }
    }

    /** The call that has been waiting for an answer longest. */
    public Optional<OpenCall> oldestCall() {
        return underWay.stream()
                .max(Comparator.comparingLong(UnderWay::nanos))
                .map(open -> new OpenCall(open.call, Duration.ofNanos(open.nanos())));
    }

    /** How many seconds the oldest call of each kind has been under way; 0 if there is none. */
    public Map<String, Double> ages() {
        Map<String, Double> ages = new TreeMap<>();
        for (TwitchCall call : TwitchCall.values()) {
            ages.put(call.text(), 0.0);
        }
        underWay.forEach(open -> ages.merge(open.call.text(), open.nanos() / 1e9, Math::max));
        return ages;
    }

    @Override
    public String name() {
        return "twitch-calls";
    }

    @Override
    public void start() {}

    /** Down if a call has outlived every deadline that a call may have. */
    @Override
    public Health check() {
        Optional<OpenCall> oldest = oldestCall();
        return oldest.filter(call -> call.age().compareTo(Age.CALL.most()) > 0)
                .map(call -> Health.down("the call " + call.call().text() + " has had no answer for "
                        + call.age().toSeconds() + " s, and Herald should have given it up: restart Herald and"
                        + " report this"))
                .orElse(Health.UP)
                .with(Age.CALL, oldest.map(OpenCall::age).orElse(Duration.ZERO));
    }

    @Override
    public void close() {}
}
