package bot.herald.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import bot.herald.fetch.Fetcher.Result;
import bot.herald.fetch.Fetcher.Rules;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A web that is slow, endless, huge, hostile, and of two minds about its address. */
class FetcherTest {
    private static final int MOST = 64 * 1024;

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch end = new CountDownLatch(1);
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final AtomicInteger resolved = new AtomicInteger();
    private HttpServer server = server();
    private Duration deadline = Duration.ofSeconds(20);

    private static HttpServer server() {
        try {
            return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @BeforeEach
    void open() {
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
    }

    @AfterEach
    void close() {
        end.countDown();
        server.stop(0);
        threads.shutdownNow();
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        asked.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " "
                + exchange.getRequestHeaders().getFirst("Host") + " "
                + exchange.getRequestHeaders().getFirst("Herald-User"));
        switch (path) {
            case "/words" -> body(exchange, 200, "sunny, 21 °C\n/ban everybody");
            case "/huge" -> body(exchange, 200, "x".repeat(MOST + 1));
            case "/full" -> body(exchange, 200, "x".repeat(MOST));
            case "/endless" -> endless(exchange);
            case "/slow" -> await();
            case "/gone" -> body(exchange, 410, "gone");
            case "/again" -> redirect(exchange, "/words");
            case "/round" -> redirect(exchange, "/round");
            case "/inside" -> redirect(exchange, "http://169.254.169.254/latest/meta-data");
            case "/elsewhere" -> redirect(exchange, "http://other.example:" + port() + "/words");
            case "/file" -> redirect(exchange, "file:///etc/passwd");
            default -> body(exchange, 404, "");
        }
    }

    private void await() {
        try {
            end.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void body(HttpExchange exchange, int status, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "text/plain; charset=utf-8");
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(bytes);
        }
    }

    private static void redirect(HttpExchange exchange, String to) throws IOException {
        exchange.getResponseHeaders().add("Location", to);
        exchange.sendResponseHeaders(302, -1);
        exchange.close();
    }

    /** A byte now and then, for ever. */
    private void endless(HttpExchange exchange) throws IOException {
        exchange.sendResponseHeaders(200, 0);
        try (OutputStream out = exchange.getResponseBody()) {
            while (!end.await(20, java.util.concurrent.TimeUnit.MILLISECONDS)) {
                out.write('x');
                out.flush();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private int port() {
        return server.getAddress().getPort();
    }

    /** Names lead to this machine, which here counts as public; 169.254 does not. */
    private Result get(String path) {
        return fetcher(host -> {
                    resolved.incrementAndGet();
                    if (host.equals("169.254.169.254")) {
                        return List.of(InetAddress.getByName(host));
                    }
                    return List.of(InetAddress.getLoopbackAddress());
                })
                .get("http://web.example:" + port() + path, Map.of("Herald-User", "3"));
    }

    private Fetcher fetcher(Fetcher.Resolver resolver) {
        return new Fetcher(new Rules(
                Set.of("http"),
                host -> !host.startsWith("other."),
                address -> address.isLoopbackAddress() || GlobalAddress.is(address),
                resolver,
                deadline,
                MOST));
    }

    @Test
    void anAnswerComesWithItsType() {
        assertThat(get("/words")).isEqualTo(new Result.Answer("sunny, 21 °C\n/ban everybody", "text/plain"));
        assertThat(asked).containsExactly("GET /words web.example:" + port() + " 3");
        assertThat(get("/full")).isInstanceOf(Result.Answer.class);
        assertThat(get("/again")).isInstanceOf(Result.Answer.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/huge | it answers more than 64 KB",
                "/gone | it answers HTTP 410",
                "/round | it redirects more than 3 times",
                "/inside | 169.254.169.254 is inside of a private network",
                "/file | it redirects to what is no address",
                "/a/../b | its path holds . or ..",
                "/a/%2E%2e/b | its path holds . or ..",
                "/a/./b?x=.. | its path holds . or ..",
            })
    void whatMayNotBeIsNoAnswer(String path, String reason) {
        assertThat(get(path))
                .isInstanceOfSatisfying(
                        Result.Failed.class,
                        failed -> assertThat(failed.reason()).isEqualTo(reason));
    }

    @Test
    void aRedirectIsCheckedLikeTheFirstAddress() {
        assertThat(get("/elsewhere"))
                .isInstanceOfSatisfying(
                        Result.Failed.class,
                        failed -> assertThat(failed.reason())
                                .isEqualTo("other.example:" + port()
                                        + " is not among the addresses that this bot may ask"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/slow", "/endless"})
    void oneDeadlineHoldsForEverything(String path) {
        deadline = Duration.ofMillis(300);
        long begin = System.nanoTime();

        assertThat(get(path)).isInstanceOf(Result.Failed.class);
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(15));
    }

    @Test
    void aSilentNameServerCostsNoMore() {
        deadline = Duration.ofMillis(300);
        Fetcher fetcher = fetcher(host -> {
            await();
            return List.of(InetAddress.getLoopbackAddress());
        });

        assertThat(fetcher.get("http://web.example:" + port() + "/words", Map.of()))
                .isInstanceOf(Result.Failed.class);
    }

    @Test
    void aNameIsResolvedOnceAndTheConnectionGoesWhereWasChecked() {
        AtomicInteger times = new AtomicInteger();
        Fetcher twoFaced = fetcher(host -> times.incrementAndGet() == 1
                ? List.of(InetAddress.getLoopbackAddress())
                : List.of(InetAddress.getByName("169.254.169.254")));

        assertThat(twoFaced.get("http://web.example:" + port() + "/words", Map.of()))
                .isInstanceOf(Result.Answer.class);
        assertThat(times).hasValue(1);
    }

    @Test
    void oneBadAddressAmongGoodOnesIsEnough() {
        Fetcher mixed = fetcher(host -> List.of(InetAddress.getLoopbackAddress(), InetAddress.getByName("10.0.0.1")));

        assertThat(mixed.get("http://web.example:" + port() + "/words", Map.of()))
                .isInstanceOf(Result.Failed.class);
        assertThat(asked).isEmpty();
    }

    @Test
    void strangersGetNoPlainHttpAndNoName() {
        Fetcher strict = new Fetcher(Rules.forStrangers(host -> true));
        for (String address : List.of(
                "http://127.0.0.1:" + port() + "/words",
                "https://127.0.0.1:" + port() + "/words",
                "https://[::1]:" + port() + "/words",
                "https://2130706433:" + port() + "/words",
                "https://me@127.0.0.1/words",
                "file:///etc/passwd",
                "nonsense")) {
            assertThat(strict.get(address, Map.of())).as(address).isInstanceOf(Result.Failed.class);
        }
        assertThat(asked).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.0.0.0",
                "10.1.2.3",
                "100.64.0.1",
                "100.127.255.255",
                "127.0.0.1",
                "127.255.0.1",
                "169.254.169.254",
                "172.16.0.1",
                "172.31.255.255",
                "192.0.0.1",
                "192.0.2.1",
                "192.168.1.1",
                "198.18.0.1",
                "198.19.255.1",
                "203.0.113.9",
                "224.0.0.1",
                "240.0.0.1",
                "255.255.255.255",
                "::",
                "::1",
                "::ffff:10.0.0.1",
                "::7f00:1",
                "64:ff9b::a00:1",
                "fc00::1",
                "fd12::1",
                "fe80::1",
                "ff02::1",
                "2002:a00:1::",
                "2001:0:1::1",
                "2001:db8::1",
                "3fff::1",
                "4000::1"
            })
    void privateAddressesAreToldFromPublicOnes(String address) throws UnknownHostException {
        assertThat(GlobalAddress.is(InetAddress.getByName(address))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.1.1.1",
                "9.255.255.255",
                "11.0.0.0",
                "100.63.255.255",
                "100.128.0.1",
                "172.15.0.1",
                "172.32.0.1",
                "192.1.0.1",
                "223.255.255.254",
                "2606:4700::1111",
                "2a00:1450::1",
                "2001:4860::8888"
            })
    void publicAddressesArePublic(String address) throws UnknownHostException {
        assertThat(GlobalAddress.is(InetAddress.getByName(address))).isTrue();
    }
}
