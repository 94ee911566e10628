package bot.herald.bench;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Lets a server's connections through and notes when what it looks for passes by: between Twitch and the bot it tells the
 * bot's own time from Twitch's. Notes of what comes in are taken before, and of what goes out after it went through the
 * loopback, so the bot is never shown faster than it is.
 */
final class Tap implements AutoCloseable {
    /** What is looked for may be cut in two by the network. */
    private static final int OVERLAP = 256;

    private final ServerSocket listener;
    private final URI server;
    private final Pattern toClient;
    private final Pattern toServer;
    private final Map<String, Long> seen = new ConcurrentHashMap<>();
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();

    /**
     * @param server what is behind it
     * @param toClient of which the first group is noted when the server sends it
     * @param toServer of which the first group is noted when the client sends it
     */
    Tap(URI server, Pattern toClient, Pattern toServer) throws IOException {
        this.server = server;
        this.toClient = toClient;
        this.toServer = toServer;
        this.listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        thread("accept", this::accept);
    }

    /** The server's address with this in front of it. */
    URI address() {
        return URI.create(server.toString().replace(":" + server.getPort(), ":" + listener.getLocalPort()));
    }

    /** When it passed first, by {@link System#nanoTime()}. */
    OptionalLong nanosOf(String noted) {
        Long nanos = seen.get(noted);
        return nanos == null ? OptionalLong.empty() : OptionalLong.of(nanos);
    }

    private void accept() throws IOException {
        while (!listener.isClosed()) {
            Socket client = listener.accept();
            Socket behind = new Socket(InetAddress.getLoopbackAddress(), server.getPort());
            client.setTcpNoDelay(true);
            behind.setTcpNoDelay(true);
            sockets.add(client);
            sockets.add(behind);
            thread("in", () -> copy(behind, client, toClient));
            thread("out", () -> copy(client, behind, toServer));
        }
    }

    private void copy(Socket from, Socket to, Pattern pattern) throws IOException {
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            byte[] bytes = new byte[1 << 16];
            String before = "";
            for (int count = in.read(bytes); count >= 0; count = in.read(bytes)) {
                long now = System.nanoTime();
                out.write(bytes, 0, count);
                String text = before + new String(bytes, 0, count, ISO_8859_1);
                Matcher noted = pattern.matcher(text);
                while (noted.find()) {
                    seen.putIfAbsent(noted.group(1), now);
                }
                before = text.substring(Math.max(0, text.length() - OVERLAP));
            }
        } finally {
            sockets.remove(from);
            sockets.remove(to);
        }
    }

    private interface Task {
        void run() throws IOException;
    }

    private void thread(String name, Task task) {
        Thread thread = new Thread(
                () -> {
                    try {
                        task.run();
                    } catch (IOException e) {
                        // Either side may go at any time; a run in which something is missing fails by itself.
                        if (!listener.isClosed()) {
                            System.out.println("bench: a tapped connection ended: " + e.getMessage());
                        }
                    }
                },
                "tap-" + name);
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() {
        try {
            listener.close();
            for (Socket socket : sockets) {
                socket.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
