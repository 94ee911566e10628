package bot.herald.testing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BiPredicate;

/**
 * A server on loopback whose answers do not end as they should, for the requests that the test chooses. All others get {@link
 * #SOUND}.
 */
public final class OddServer implements AutoCloseable {
    /** What is good enough an answer for whatever is asked on the way to the odd one. */
    private static final String SOUND =
            "{\"data\":[],\"access_token\":\"abc\",\"expires_in\":3600,\"token_type\":\"bearer\",\"scope\":[]}";

    private static final int MEGABYTE = 1 << 20;

    /** How an answer goes wrong. */
    public enum Way {
        STALLS_AFTER_ITS_HEADERS,
        NEVER_ENDS,
        TRICKLES,
        STALLS_BEFORE_ITS_HEADERS,
        SAYS_SOMETHING_ODD
    }

    private final ServerSocket server;
    private final Way way;
    private final BiPredicate<String, String> odd;
    private final String body;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final CountDownLatch closing = new CountDownLatch(1);
    private final LinkedBlockingQueue<String> left = new LinkedBlockingQueue<>();

    /** @param odd told the method and the path with its query */
    public OddServer(Way way, BiPredicate<String, String> odd) {
        this(way, odd, "");
    }

    /** One whose odd answers end well and say this, with the status 200. */
    public static OddServer saying(String body, BiPredicate<String, String> odd) {
        return new OddServer(Way.SAYS_SOMETHING_ODD, odd, body);
    }

    private OddServer(Way way, BiPredicate<String, String> odd, String body) {
        this.way = way;
        this.odd = odd;
        this.body = body;
        try {
            server = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        threads.execute(this::accept);
    }

    public URI base() {
        return URI.create("http://127.0.0.1:" + server.getLocalPort());
    }

    /** Waits until who asked closes a connection on which an odd answer is under way; the path that was asked for. */
    public String nextLeft() throws InterruptedException {
        String path = left.poll(20, TimeUnit.SECONDS);
        if (path == null) {
            throw new AssertionError("no connection was closed");
        }
        return path;
    }

    private void accept() {
        try {
            while (true) {
                Socket socket = server.accept();
                open.add(socket);
                threads.execute(() -> serve(socket));
            }
        } catch (IOException e) {
            // The test is over.
            closing.countDown();
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            BufferedReader in = new BufferedReader(new InputStreamReader(socket.getInputStream(), ISO_8859_1));
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                String[] words = line.split(" ", -1);
                skipRest(in);
                if (odd.test(words[0], words[1])) {
                    answerOddly(socket, in, words[1]);
                    return;
                }
                write(socket, "HTTP/1.1 200 OK\r\nContent-Length: " + SOUND.length() + "\r\n\r\n" + SOUND);
            }
        } catch (IOException e) {
            // Who asked has gone, or the test is over.
            open.remove(socket);
        }
    }

    private static void skipRest(BufferedReader in) throws IOException {
        int length = 0;
        for (String line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
            if (line.toLowerCase(java.util.Locale.ROOT).startsWith("content-length:")) {
                length = Integer.parseInt(line.substring(line.indexOf(':') + 1).strip());
            }
        }
        for (int i = 0; i < length; i++) {
            in.read();
        }
    }

    private void answerOddly(Socket socket, BufferedReader in, String path) throws IOException {
        try {
            switch (way) {
                case STALLS_BEFORE_ITS_HEADERS -> write(socket, "HTTP/1.1 200 OK\r\nContent-Le");
                case STALLS_AFTER_ITS_HEADERS -> write(socket, "HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n{");
                case NEVER_ENDS -> endless(socket);
                case TRICKLES -> trickle(socket);
                case SAYS_SOMETHING_ODD ->
                    write(
                            socket,
                            "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: " + body.length() + "\r\n\r\n"
                                    + body);
            }
            in.read();
        } catch (IOException e) {
            // Resetting the connection is closing it, too.
            open.remove(socket);
        }
        left.add(path);
    }

    private static void endless(Socket socket) throws IOException {
        write(socket, "HTTP/1.1 200 OK\r\n\r\n[");
        byte[] zeros = "0,".repeat(MEGABYTE / 2).getBytes(UTF_8);
        OutputStream out = socket.getOutputStream();
        while (true) {
            out.write(zeros);
        }
    }

    private void trickle(Socket socket) throws IOException {
        write(socket, "HTTP/1.1 200 OK\r\nContent-Length: 9999\r\n\r\n");
        try {
            while (!closing.await(100, TimeUnit.MILLISECONDS)) {
                write(socket, " ");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void write(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(ISO_8859_1));
        socket.getOutputStream().flush();
    }

    @Override
    public void close() throws IOException {
        closing.countDown();
        server.close();
        for (Socket socket : open) {
            socket.close();
        }
        threads.shutdownNow();
    }
}
