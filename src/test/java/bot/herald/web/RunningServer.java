package bot.herald.web;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import bot.herald.discord.DiscordLinks;
import bot.herald.storage.Database;
import bot.herald.web.Readiness.Missing;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;

/** A real server on a free port, with everything behind it faked. */
final class RunningServer implements AutoCloseable {
    static final String SETUP_CODE = "0123-4567";
    static final WebSettings SETTINGS = new WebSettings("127.0.0.1", 0, URI.create("http://localhost:8080"), "!");

    final FakeAuthorizations authorizations = new FakeAuthorizations();
    final AtomicBoolean botConnected = new AtomicBoolean(true);
    final List<Missing> missing = new CopyOnWriteArrayList<>();
    private final HttpServer server;
    private final HttpClient client = HttpClient.newBuilder()
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(Duration.ofSeconds(5))
            .build();

    private RunningServer(WebSettings settings) {
        this(settings, new FakePeople(new Database("jdbc:sqlite:never-started")));
    }

    private RunningServer(WebSettings settings, FakePeople people) {
        this(settings, people, Optional.empty());
    }

    private RunningServer(WebSettings settings, FakePeople people, Optional<DiscordLinks> discord) {
        server = new HttpServer(
                settings,
                new WebServices(
                        authorizations,
                        SETUP_CODE::equals,
                        botConnected::get,
                        () -> missing,
                        RunningServer::metrics,
                        people.people(),
                        people.feed,
                        people.activity,
                        people.operationsNow(),
                        people.guard,
                        people.agendaNow(),
                        people.operatorRequests,
                        people.rechecked::add,
                        who -> people.publicChannels.find(who),
                        Optional.empty(),
                        discord));
        server.start();
    }

    private RunningServer(List<Route> routes, ServerLimits limits) {
        server = new HttpServer(SETTINGS, routes, limits);
        server.start();
    }

    private static String metrics() {
        return "herald_events_total{type=\"channel.raid\"} 1.0\n";
    }

    /** Services for looking at the routes only. */
    static WebServices services(FakePeople people) {
        return new WebServices(
                new FakeAuthorizations(),
                code -> false,
                () -> true,
                List::of,
                RunningServer::metrics,
                people.people(),
                people.feed,
                people.activity,
                people.operationsNow(),
                people.guard,
                people.agendaNow(),
                people.operatorRequests,
                people.rechecked::add,
                who -> people.publicChannels.find(who),
                Optional.empty(),
                Optional.empty());
    }

    static RunningServer start() {
        return new RunningServer(SETTINGS);
    }

    static RunningServer with(FakePeople people) {
        return new RunningServer(SETTINGS, people);
    }

    static RunningServer with(FakePeople people, DiscordLinks discord) {
        return new RunningServer(
                new WebSettings("127.0.0.1", 0, SETTINGS.publicUrl(), Optional.empty(), true, "!", Optional.empty()),
                people,
                Optional.of(discord));
    }

    static RunningServer reachedAt(String publicUrl) {
        return new RunningServer(new WebSettings("127.0.0.1", 0, URI.create(publicUrl), "!"));
    }

    static RunningServer of(WebSettings settings) {
        return new RunningServer(settings);
    }

    static RunningServer with(ServerLimits limits, Route... routes) {
        return new RunningServer(List.of(routes), limits);
    }

    int port() {
        return server.port();
    }

    HttpServer server() {
        return server;
    }

    HttpResponse<String> get(String path, String... headers) {
        return send("GET", path, "", headers);
    }

    HttpResponse<String> send(String method, String path, String body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://localhost:" + port() + path))
                .timeout(Duration.ofSeconds(10))
                .method(
                        method,
                        body.isEmpty()
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return send(request.build());
    }

    private HttpResponse<String> send(HttpRequest request) {
        try {
            return client.send(request, BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Asks without waiting for the answer. */
    CompletableFuture<HttpResponse<String>> begin(String path, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://localhost:" + port() + path))
                .timeout(Duration.ofSeconds(60));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.sendAsync(request.build(), BodyHandlers.ofString());
    }

    HttpResponse<String> getAt(int port, String path) {
        return send(HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                .timeout(Duration.ofSeconds(10))
                .build());
    }

    /** Sends bytes as they are and returns everything until the server closes, or fails after ten seconds of silence. */
    String raw(String bytes) {
        try (Socket socket = connect()) {
            socket.getOutputStream().write(bytes.getBytes(ISO_8859_1));
            socket.getOutputStream().flush();
            return new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Socket connect() throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), port());
        socket.setSoTimeout(10_000);
        return socket;
    }

    @Override
    public void close() {
        server.close();
    }
}
