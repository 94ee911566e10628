import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.concurrent.Executors;

/**
 * As much of a container registry as a push needs, on loopback, so that an image can be tried where there is neither an
 * engine nor a network: {@code java Registry.java FOLDER} prints its port and keeps blobs by digest and manifests by name.
 */
final class Registry {
    private static final int OK = 200;
    private static final int CREATED = 201;
    private static final int ACCEPTED = 202;
    private static final int NOT_FOUND = 404;

    private final Path folder;

    private Registry(Path folder) {
        this.folder = folder;
    }

    public static void main(String[] arguments) throws IOException {
        // Who pushes tries TLS first, which to this server is a request that never ends.
        System.setProperty("sun.net.httpserver.maxReqTime", "8");
        System.setProperty("sun.net.httpserver.timerMillis", "1000");
        Registry registry = new Registry(Path.of(arguments[0]));
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newCachedThreadPool());
        server.createContext("/v2/", registry::answer);
        server.start();
        System.out.println(server.getAddress().getPort());
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        try (exchange) {
            if (path.equals("/v2/")) {
                exchange.sendResponseHeaders(OK, -1);
            } else if (exchange.getRequestMethod().equals("POST")) {
                send(exchange, ACCEPTED, "Location", path + Files.createTempFile(folder, "upload", "").getFileName());
            } else if (path.contains("/uploads/")) {
                upload(exchange, folder.resolve(name(path)));
            } else if (exchange.getRequestMethod().equals("PUT")) {
                byte[] manifest = exchange.getRequestBody().readAllBytes();
                String digest = "sha256:" + digest(manifest);
                Files.write(folder.resolve(name(path)), manifest);
                Files.write(folder.resolve(digest), manifest);
                send(exchange, CREATED, "Docker-Content-Digest", digest);
            } else {
                exchange.sendResponseHeaders(Files.exists(folder.resolve(name(path))) ? OK : NOT_FOUND, -1);
            }
        }
    }

    private void upload(HttpExchange exchange, Path file) throws IOException {
        if (exchange.getRequestMethod().equals("PATCH")) {
            Files.write(file, exchange.getRequestBody().readAllBytes());
            send(exchange, ACCEPTED, "Location", exchange.getRequestURI().getPath());
            return;
        }
        String asked = exchange.getRequestURI().getQuery().replaceFirst(".*digest=", "");
        if (!asked.equals("sha256:" + digest(Files.readAllBytes(file)))) {
            throw new IOException("another digest than " + asked);
        }
        Files.move(file, folder.resolve(asked));
        send(exchange, CREATED, "Docker-Content-Digest", asked);
    }

    private static String name(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    private static void send(HttpExchange exchange, int status, String header, String value) throws IOException {
        exchange.getResponseHeaders().set(header, value);
        exchange.sendResponseHeaders(status, -1);
    }

    private static String digest(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
