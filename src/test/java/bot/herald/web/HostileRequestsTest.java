package bot.herald.web;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class HostileRequestsTest {
    private static final ServerLimits IMPATIENT = new ServerLimits(
            8, 100, 100, Duration.ofSeconds(1), Duration.ofMillis(1500), 16 * 1024, 64 * 1024, Duration.ofSeconds(1));

    private final RunningServer server = RunningServer.with(
            IMPATIENT,
            Route.get("/", request -> Answer.text("text/plain", "start")),
            Route.on(
                    "POST",
                    "/echo",
                    request -> Answer.text("text/plain", "" + request.body().length())));

    @AfterEach
    void stop() {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/assets/../metrics",
                "/assets/%2e%2e/metrics",
                "/assets/..%2fmetrics",
                "/assets/..;/metrics",
                "/metrics;x=y",
                "//metrics",
                "/%6detrics",
                "/metrics/",
                "/metrics%00",
                "/assets/../../../../etc/passwd",
                "/assets/package-info.class",
                "/assets/",
                "/METRICS",
                "/\\metrics"
            })
    void noOtherSpellingOfAPathReachesARoute(String path) {
        try (RunningServer full = RunningServer.start()) {
            String answer = full.raw("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");

            assertThat(answer).containsPattern("^HTTP/1.1 40[04] ").doesNotContain("herald_events_total", "Exception");
            assertHardened(answer);
        }
    }

    @Test
    void anAddressThatIsTooLongIsRefusedWithAPage() {
        String answer = server.raw("GET /?q=" + "x".repeat(20_000) + " HTTP/1.1\r\nHost: localhost\r\n\r\n");

        assertThat(answer).startsWith("HTTP/1.1 414").contains("This address is too long");
        assertHardened(answer);
    }

    @Test
    void headersThatAreTooLargeAreRefusedWithAPage() {
        String answer = server.raw("GET / HTTP/1.1\r\nHost: localhost\r\nCookie: a=" + "x".repeat(20_000) + "\r\n\r\n");

        assertThat(answer).startsWith("HTTP/1.1 431").contains("delete this site's cookies");
        assertHardened(answer);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET / HTTP/1.1\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: localhost\r\nHost: y\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n",
                "POST /echo HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
                "GET / HTTP/1.1\r\nHost : x\r\n\r\n",
                "GET / HTTP/3.0\r\nHost: localhost\r\n\r\n",
                "GET / HTTQ\r\nHost: localhost\r\n\r\n",
                "\u0001\u0002\u0003\r\n\r\n"
            })
    void whatIsNotHttpIsRefused(String bytes) {
        String answer = server.raw(bytes);

        assertThat(answer).startsWith("HTTP/1.1 400").doesNotContain("Exception", "jetty", "Jetty");
        assertHardened(answer);
    }

    @Test
    void aBodyOfExactlyTheLimitIsTaken() {
        assertThat(server.send("POST", "/echo", "x".repeat(64 * 1024)).body()).isEqualTo("65536");
    }

    @Test
    void anAnnouncedBodyOverTheLimitIsRefusedBeforeItIsSent() {
        String answer = server.raw("POST /echo HTTP/1.1\r\nHost: localhost\r\nContent-Length: 65537\r\n\r\n");

        assertThat(answer).startsWith("HTTP/1.1 413").contains("That is too much");
        assertHardened(answer);
    }

    @Test
    void aBodyThatTurnsOutOverTheLimitIsRefused() {
        String chunk = "1000\r\n" + "x".repeat(0x1000) + "\r\n";
        String answer = server.raw(
                "POST /echo HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n" + chunk.repeat(17));

        assertThat(answer).startsWith("HTTP/1.1 413").contains("That is too much");
        assertHardened(answer);
    }

    @Test
    void aConnectionThatStaysSilentIsClosed() throws IOException {
        try (Socket socket = server.connect()) {
            assertThat(readAll(socket)).isEmpty();
        }
    }

    @Test
    void aRequestThatStopsHalfWayIsClosed() {
        String answer = server.raw("GET / HTTP/1.1\r\nHost: localhost\r\nX-Half");

        assertThat(answer).doesNotContain("200 OK");
    }

    @Test
    void aBodyThatDoesNotArriveIsGivenUp() {
        String answer = server.raw("POST /echo HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\n\r\nabc");

        assertThat(answer).startsWith("HTTP/1.1 408").contains("That took too long");
        assertHardened(answer);
    }

    @Test
    void slowSendersDoNotKeepOthersFromBeingServed() throws IOException {
        List<Socket> slow = new ArrayList<>();
        try {
            for (int i = 0; i < 4 * IMPATIENT.threads(); i++) {
                Socket socket = server.connect();
                slow.add(socket);
                socket.getOutputStream()
                        .write("POST /echo HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\n\r\na"
                                .getBytes(US_ASCII));
            }
            assertThat(server.get("/").body()).isEqualTo("start");
        } finally {
            for (Socket socket : slow) {
                socket.close();
            }
        }
    }

    @Test
    void aRequestThatTricklesInIsCutOffThoughItNeverFallsSilent() throws IOException {
        try (Socket socket = server.connect()) {
            socket.setSoTimeout(100);
            socket.getOutputStream().write("GET / HTTP/1.1\r\nHost: localhost\r\nX-Slow: ".getBytes(US_ASCII));

            assertThat(tricklesUntilClosed(socket)).isTrue();
        }
    }

    @Test
    void aBodyThatTricklesInIsCutOffThoughItNeverFallsSilent() throws IOException {
        try (Socket socket = server.connect()) {
            socket.setSoTimeout(100);
            socket.getOutputStream()
                    .write("POST /echo HTTP/1.1\r\nHost: localhost\r\nContent-Length: 60000\r\n\r\n"
                            .getBytes(US_ASCII));

            assertThat(tricklesUntilClosed(socket)).isTrue();
        }
    }

    /** Sends one byte after every read that timed out; the socket's timeout is the rhythm. */
    private static boolean tricklesUntilClosed(Socket socket) throws IOException {
        boolean closed = false;
        for (int i = 0; i < 100 && !closed; i++) {
            try {
                socket.getOutputStream().write('x');
                closed = socket.getInputStream().read(new byte[8192]) < 0;
            } catch (SocketTimeoutException e) {
                closed = false;
            } catch (SocketException e) {
                closed = true;
            }
        }
        return closed;
    }

    private static String readAll(Socket socket) throws IOException {
        return new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
    }

    private static void assertHardened(String answer) {
        assertThat(answer)
                .contains("\r\nContent-Security-Policy: default-src 'none'")
                .contains("\r\nX-Content-Type-Options: nosniff\r\n")
                .contains("\r\nCache-Control: no-store\r\n")
                .doesNotContain("\r\nServer:");
    }
}
