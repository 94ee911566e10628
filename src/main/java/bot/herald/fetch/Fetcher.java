package bot.herald.fetch;

import bot.herald.lifecycle.SpareThreads;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetAddress;
import java.net.Proxy;
import java.net.UnknownHostException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import okhttp3.ConnectionPool;
import okhttp3.Headers;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import okio.BufferedSource;

/**
 * Fetches an address under {@link Rules}. A host name is resolved once, all its IP addresses are checked, and the connection goes
 * to one of them, so that DNS rebinding achieves nothing. Redirects are followed here, each under the same rules. No
 * cookies, no proxy. A single deadline covers names, connections, headers and body.
 *
 * <p>Blocks. Safe for concurrent use.
 */
public final class Fetcher {
    private static final int MOST_REDIRECTS = 3;
    private static final Pattern DOTS = Pattern.compile("(?i)(?:\\.|%2e){1,2}");
    private static final ExecutorService NAMES = SpareThreads.of("fetch-names", 8, 100);

    private final Rules rules;
    private final OkHttpClient client;

    /** Resolves host names. */
    @FunctionalInterface
    public interface Resolver {
        /** @throws UnknownHostException if there is no such name */
        List<InetAddress> resolve(String host) throws UnknownHostException;

        /** The resolver of this machine. */
        static Resolver ofSystem() {
            return host -> List.of(InetAddress.getAllByName(host));
        }
    }

    /**
     * What is allowed.
     *
     * @param schemes such as {@code https}
     * @param mayAsk whether a host is allowed; in lower case, with its port unless that is the scheme's default
     * @param mayConnect whether an IP address is allowed
     * @param deadline for a fetch with all its redirects
     * @param mostBytes the size limit of an answer
     */
    public record Rules(
            Set<String> schemes,
            Predicate<String> mayAsk,
            Predicate<InetAddress> mayConnect,
            Resolver resolver,
            Duration deadline,
            int mostBytes) {
        private static final Duration PATIENCE_OF_CHAT = Duration.ofSeconds(3);
        private static final int MOST_BYTES_FOR_A_LINE = 64 * 1024;

        /** For addresses in texts, which anybody may have written: only https, and only the public internet. */
        public static Rules forStrangers(Predicate<String> mayAsk) {
            return new Rules(
                    Set.of("https"),
                    mayAsk,
                    GlobalAddress::is,
                    Resolver.ofSystem(),
                    PATIENCE_OF_CHAT,
                    MOST_BYTES_FOR_A_LINE);
        }

        /** For addresses that the operator configured. */
        public static Rules forOperator(Duration deadline, int mostBytes) {
            return new Rules(
                    Set.of("http", "https"), host -> true, address -> true, Resolver.ofSystem(), deadline, mostBytes);
        }
    }

    /** The outcome of a fetch. */
    public sealed interface Result {
        /** @param mediaType in lower case and without parameters; empty if the answer has none */
        record Answer(String body, String mediaType) implements Result {}

        /**
         * @param status the HTTP status; 0 if there was no answer
         * @param reason for the people responsible for the address; follows a colon
         */
        record Failed(int status, String reason) implements Result {}
    }

    /** Ends a fetch with a reason for people. */
    private static final class Refused extends IOException {
        private static final long serialVersionUID = 1L;
        private final int status;

        Refused(String reason) {
            this(0, reason);
        }

        Refused(int status, String reason) {
            super(reason);
            this.status = status;
        }
    }

    public Fetcher(Rules rules) {
        this.rules = rules;
        this.client = new OkHttpClient.Builder()
                .followRedirects(false)
                .followSslRedirects(false)
                .retryOnConnectionFailure(false)
                .proxy(Proxy.NO_PROXY)
                .connectionPool(new ConnectionPool(0, 1, TimeUnit.SECONDS))
                .build();
    }

    /** The same as {@link #get(String, Function)}, with the same headers for every redirect. */
    public Result get(String address, Map<String, String> headers) {
        return get(address, asked -> headers);
    }

    /**
     * Never throws.
     *
     * @param headers the headers for an address; called again for each redirect
     */
    public Result get(String address, Function<String, Map<String, String>> headers) {
        long end = System.nanoTime() + rules.deadline().toNanos();
        try {
            HttpUrl url = parsed(address);
            for (int hop = 0; hop <= MOST_REDIRECTS; hop++) {
                try (Response response = answer(url, headers.apply(url.toString()), end)) {
                    String location = response.header("Location");
                    if (!response.isRedirect() || location == null) {
                        return answered(response);
                    }
                    HttpUrl next = url.resolve(location);
                    if (next == null) {
                        throw new Refused("it redirects to what is no address");
                    }
                    url = next;
                }
            }
            return new Result.Failed(0, "it redirects more than " + MOST_REDIRECTS + " times");
        } catch (Refused e) {
            return new Result.Failed(e.status, String.valueOf(e.getMessage()));
        } catch (InterruptedIOException e) {
            return new Result.Failed(
                    0, "it took longer than " + rules.deadline().toSeconds() + " s");
        } catch (IOException e) {
            return new Result.Failed(0, "it cannot be reached (" + e.getClass().getSimpleName() + ")");
        }
    }

    /** Refuses {@code .} and {@code ..}, which would lead somewhere else than the text says. */
    private static HttpUrl parsed(String address) throws Refused {
        String path = address.replaceFirst("^[a-zA-Z]+://[^/?#]*", "").replaceFirst("[?#].*", "");
        for (String segment : path.split("/", -1)) {
            if (DOTS.matcher(segment).matches()) {
                throw new Refused("its path holds . or ..");
            }
        }
        HttpUrl url = HttpUrl.parse(address);
        if (url == null) {
            throw new Refused("it is no address");
        }
        return url;
    }

    private Response answer(HttpUrl url, Map<String, String> headers, long end) throws IOException {
        boolean isPlain = url.username().isEmpty() && url.password().isEmpty();
        if (!rules.schemes().contains(url.scheme()) || !isPlain || url.fragment() != null) {
            throw new Refused("only " + String.join(" and ", rules.schemes()) + " addresses can be asked");
        }
        String host = url.port() == HttpUrl.defaultPort(url.scheme()) ? url.host() : url.host() + ":" + url.port();
        if (!rules.mayAsk().test(host)) {
            throw new Refused(host + " is not among the addresses that this bot may ask");
        }
        List<InetAddress> addresses = resolved(url.host(), end);
        if (addresses.isEmpty()) {
            throw new Refused("the name " + url.host() + " cannot be resolved");
        }
        if (!addresses.stream().allMatch(rules.mayConnect())) {
            throw new Refused(host + " is inside of a private network");
        }
        return client.newBuilder()
                .dns(name -> {
                    if (!name.equals(url.host())) {
                        throw new UnknownHostException(name);
                    }
                    return addresses;
                })
                .callTimeout(left(end))
                .build()
                .newCall(new Request.Builder()
                        .url(url)
                        .headers(Headers.of(headers))
                        .build())
                .execute();
    }

    /** On another thread, because the system's resolver has no deadline. */
    private List<InetAddress> resolved(String host, long end) throws IOException {
        try {
            return CompletableFuture.supplyAsync(
                            () -> {
                                try {
                                    return List.copyOf(rules.resolver().resolve(host));
                                } catch (UnknownHostException e) {
                                    return List.<InetAddress>of();
                                }
                            },
                            NAMES)
                    .get(left(end).toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException | RejectedExecutionException e) {
            throw new InterruptedIOException("the name server does not answer");
        } catch (ExecutionException e) {
            throw new Refused("its name cannot be resolved");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted");
        }
    }

    private static Duration left(long end) throws InterruptedIOException {
        long left = end - System.nanoTime();
        if (left <= 0) {
            throw new InterruptedIOException("the deadline is over");
        }
        // OkHttp counts in milliseconds, and for it zero means no limit.
        return Duration.ofMillis(Math.max(1, TimeUnit.NANOSECONDS.toMillis(left)));
    }

    private Result answered(Response response) throws IOException {
        if (!response.isSuccessful()) {
            throw new Refused(response.code(), "it answers HTTP " + response.code());
        }
        BufferedSource source = response.body().source();
        if (source.request(rules.mostBytes() + 1L)) {
            throw new Refused(response.code(), "it answers more than " + rules.mostBytes() / 1024 + " KB");
        }
        MediaType type = response.body().contentType();
        Charset charset = type == null ? StandardCharsets.UTF_8 : charset(type);
        String mediaType = type == null ? "" : (type.type() + "/" + type.subtype()).toLowerCase(Locale.ROOT);
        return new Result.Answer(source.readString(charset), mediaType);
    }

    private static Charset charset(MediaType type) {
        Charset charset = type.charset(StandardCharsets.UTF_8);
        return charset == null ? StandardCharsets.UTF_8 : charset;
    }
}
