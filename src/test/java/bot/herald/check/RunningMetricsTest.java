package bot.herald.check;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A bot whose metrics are whole, endless, or come in drops. */
@Timeout(30)
class RunningMetricsTest {
    private static final Duration PLENTY = Duration.ofSeconds(20);
    private static final int MOST = 64 * 1024;

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch end = new CountDownLatch(1);
    private HttpServer server;

    @BeforeEach
    void open() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.start();
    }

    @AfterEach
    void close() {
        end.countDown();
        server.stop(0);
        threads.shutdownNow();
    }

    private List<String> read(Duration patience) {
        return new RunningMetrics(patience, MOST)
                .of(URI.create("http://127.0.0.1:" + server.getAddress().getPort()));
    }

    private void serve(int status, String text) {
        server.createContext("/metrics", exchange -> {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, bytes.length);
            try (OutputStream out = exchange.getResponseBody()) {
                out.write(bytes);
            }
        });
    }

    /** @param pause between one piece and the next */
    private void serveForEver(String piece, Duration pause) {
        server.createContext("/metrics", exchange -> endless(exchange, piece, pause));
    }

    private void endless(HttpExchange exchange, String piece, Duration pause) throws IOException {
        exchange.sendResponseHeaders(200, 0);
        try (OutputStream out = exchange.getResponseBody()) {
            while (!end.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
                out.write(piece.getBytes(StandardCharsets.UTF_8));
                out.flush();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void figuresComeWithoutTheirExplanations() {
        serve(200, "# HELP herald_channels Channels.\n# TYPE herald_channels gauge\nherald_channels 3\n");
        assertThat(read(PLENTY)).containsExactly("herald_channels 3");
    }

    @Test
    void anErrorIsNotTakenForFigures() {
        serve(503, "<html>busy</html>");
        assertThat(read(PLENTY)).containsExactly("could not be read: it answers HTTP 503");
    }

    @Test
    void anEndlessAnswerIsGivenUpAtTheLimit() {
        serveForEver("herald_channels 3\n".repeat(1000), Duration.ZERO);
        assertThat(read(PLENTY)).containsExactly("could not be read: it answers more than 64 KB");
    }

    @Test
    void anAnswerInDropsIsGivenUpAtTheDeadline() {
        serveForEver("h", Duration.ofMillis(20));
        assertThat(read(Duration.ofSeconds(1))).containsExactly("could not be read: it took longer than 1 s");
    }
}
