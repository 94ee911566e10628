package bot.herald.twitch.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A router forgets every connection that there is, and tells nobody; new ones work. */
class DeadConnectionsTest {
    private static final int CONNECTIONS = 5;
    private static final String ANSWER = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}";

    private final ServerSocket server = server();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Queue<Socket> accepted = new ConcurrentLinkedQueue<>();
    private final CountDownLatch allThere = new CountDownLatch(CONNECTIONS);
    private final TwitchHttp http = new TwitchHttp(Clock.systemUTC(), Duration.ofSeconds(2), System::nanoTime);
    private volatile int forgotten;

    private static ServerSocket server() {
        try {
            return new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private void serve() {
        try {
            for (int number = 0; ; number++) {
                Socket socket = server.accept();
                accepted.add(socket);
                int mine = number;
                threads.execute(() -> answer(socket, mine));
            }
        } catch (IOException e) {
            assertThat(server.isClosed()).isTrue();
        }
    }

    private void answer(Socket socket, int number) {
        try (socket) {
            BufferedReader in =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                if (line.isEmpty() && number >= forgotten) {
                    allThere.countDown();
                    // Together, so that each has a connection of its own.
                    allThere.await();
                    socket.getOutputStream().write(ANSWER.getBytes(StandardCharsets.US_ASCII));
                }
            }
        } catch (IOException | InterruptedException e) {
            assertThat(number).as("closed by who got no answer, or by the end").isNotNegative();
        }
    }

    private HttpAnswer call() {
        URI users = URI.create("http://127.0.0.1:" + server.getLocalPort() + "/users");
        return http.send(TwitchCall.GET_USERS, HttpRequest.newBuilder(users).GET());
    }

    @AfterEach
    void close() throws IOException {
        server.close();
        for (Socket socket : accepted) {
            socket.close();
        }
        threads.shutdownNow();
    }

    @Test
    void oneCallIsLostToThemAndNotOneForEach() throws Exception {
        threads.execute(this::serve);
        List<Future<HttpAnswer>> answers = new ArrayList<>();
        for (int i = 0; i < CONNECTIONS; i++) {
            answers.add(threads.submit(this::call));
        }
        for (Future<HttpAnswer> answer : answers) {
            assertThat(answer.get()).isInstanceOf(HttpAnswer.Response.class);
        }
        await().until(() -> accepted.size() >= CONNECTIONS);

        forgotten = accepted.size();
        assertThat(call()).isInstanceOf(HttpAnswer.NoAnswer.class);
        for (int i = 0; i < 3; i++) {
            assertThat(call()).isInstanceOf(HttpAnswer.Response.class);
        }
    }
}
