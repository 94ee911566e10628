package bot.herald.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.Promise;
import org.eclipse.jetty.websocket.server.ServerWebSocketContainer;

/** Converts Jetty's requests to ours, and our answers to Jetty's. */
final class JettyBridge extends Handler.Abstract.NonBlocking {
    private static final Set<String> BODILESS = Set.of("GET", "HEAD");

    private final Supplier<Site> site;
    private static final Pattern TAKES_FILES =
            Pattern.compile(".*/(?:api/channels/[0-9]+/move-in|dashboard/[0-9]+/import)");
    private static final int LARGEST_FILE = 3 * 1024 * 1024;
    private static final Duration LINGER = Duration.ofSeconds(2);

    private static final HttpProblem FILE_TOO_LARGE = new HttpProblem(
            413, "too_large", "That is too much", "This file is too large. Herald takes files of at most 2 MB.");

    private final ServerLimits limits;
    private final Lanes lanes;
    private final boolean hasManagement;

    JettyBridge(Supplier<Site> site, ServerLimits limits, WebSettings settings, Lanes lanes) {
        this.site = site;
        this.limits = limits;
        this.lanes = lanes;
        this.hasManagement = settings.management().isPresent();
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        if (request.getLength() == 0 || BODILESS.contains(request.getMethod())) {
            answer(webRequest(request, ""), request, response, callback);
        } else if (request.getLength() > most(request)) {
            refuseTooLarge(request, response, callback);
        } else {
            readThenAnswer(request, response, callback);
        }
        return true;
    }

    private void answer(WebRequest asked, Request request, Response response, Callback callback) {
        Site now = site.get();
        Site.Work work = now.work(asked, door(request));
        boolean taken = lanes.run(work.lane(), () -> {
            try {
                go(work.answer().get(), request, response, callback);
            } catch (RuntimeException | Error e) {
                callback.failed(e);
            }
        });
        if (!taken) {
            Answer busy =
                    now.problems().answer(AccessProblems.OVERLOADED, asked).with("Retry-After", "5");
            write(busy, response, callback);
        }
    }

    private Door door(Request request) {
        if (!hasManagement) {
            return Door.ONLY;
        }
        String connector = request.getConnectionMetaData().getConnector().getName();
        return Door.MANAGEMENT.name().equals(connector) ? Door.MANAGEMENT : Door.PUBLIC;
    }

    private void go(Answer answer, Request request, Response response, Callback callback) {
        if (answer.webSocket().isEmpty()) {
            write(answer, response, callback);
            return;
        }
        Supplier<Object> endpoint = answer.webSocket().get();
        boolean upgraded = ServerWebSocketContainer.get(request.getContext())
                .upgrade((asked, given, done) -> endpoint.get(), request, response, callback);
        if (!upgraded) {
            write(
                    site.get().problems().answer(AccessProblems.WEBSOCKET_ONLY, webRequest(request, "")),
                    response,
                    callback);
        }
    }

    /** Exports of other bots are larger than anything a person types. */
    private int most(Request request) {
        String path = request.getHttpURI().getPath();
        boolean takesFiles = path != null && TAKES_FILES.matcher(path).matches();
        return takesFiles ? LARGEST_FILE : limits.bodyBytes();
    }

    /** No thread waits for a body, so slow senders cannot exhaust the pool. */
    private void readThenAnswer(Request request, Response response, Callback callback) {
        CompletableFuture<byte[]> arriving = new CompletableFuture<>();
        Content.Source.asByteArrayAsync(request, most(request), Promise.Invocable.toPromise(arriving));
        CompletableFuture<?> unused = arriving.orTimeout(limits.body().toMillis(), TimeUnit.MILLISECONDS)
                .handleAsync(
                        (body, failure) -> {
                            if (failure == null) {
                                answer(webRequest(request, new String(body, UTF_8)), request, response, callback);
                            } else {
                                int status = failure instanceof TimeoutException ? 408 : 413;
                                write(refusal(status, request), response, callback);
                            }
                            return true;
                        },
                        request.getComponents().getExecutor())
                .whenComplete((done, failure) -> {
                    if (failure != null) {
                        callback.failed(failure);
                    }
                });
    }

    /**
     * Answers before the body is sent, and keeps reading if it is sent all the same: a client that is cut off while sending would never
     * read the answer.
     */
    private void refuseTooLarge(Request request, Response response, Callback callback) {
        Callback.Completable rest = new Callback.Completable();
        CompletableFuture<?> unused = rest.orTimeout(LINGER.toMillis(), TimeUnit.MILLISECONDS)
                .whenCompleteAsync(
                        (done, failure) -> {
                            if (failure == null || failure instanceof TimeoutException) {
                                callback.succeeded();
                            } else {
                                callback.failed(failure);
                            }
                        },
                        request.getComponents().getExecutor());
        write(
                refusal(413, request),
                response,
                Callback.from(() -> Content.Source.consumeAll(request, rest), rest::failed));
    }

    /** Closes the connection, because the unread rest of the body would be taken for the next request. */
    private Answer refusal(int status, Request request) {
        return site.get()
                .problems()
                .answer(
                        status == 413 && most(request) == LARGEST_FILE ? FILE_TOO_LARGE : HttpProblem.of(status),
                        webRequest(request, ""))
                .with("Connection", "close");
    }

    private WebRequest webRequest(Request request, String body) {
        WebRequest asked = read(request, body);
        Site now = site.get();
        return asked.below(now.prefix())
                .from(Client.of(
                        request.getConnectionMetaData().getRemoteSocketAddress(),
                        asked.headers().getOrDefault("x-forwarded-for", List.of()),
                        now.behindProxy()));
    }

    static WebRequest read(Request request, String body) {
        Map<String, List<String>> headers = new TreeMap<>();
        for (HttpField field : request.getHeaders()) {
            headers.merge(
                    field.getName().toLowerCase(Locale.ROOT),
                    List.of(field.getValue() == null ? "" : field.getValue()),
                    (first, second) ->
                            Stream.of(first, second).flatMap(List::stream).toList());
        }
        String path = request.getHttpURI().getPath();
        String query = request.getHttpURI().getQuery();
        return new WebRequest(
                request.getMethod(), path == null ? "" : path, query == null ? "" : query, headers, Map.of(), body);
    }

    private void write(Answer answer, Response response, Callback callback) {
        write(answer, site.get().headers(), response, callback);
    }

    static void write(Answer answer, List<Answer.Header> always, Response response, Callback callback) {
        response.setStatus(answer.status());
        always.forEach(header -> response.getHeaders().put(header.name(), header.value()));
        response.getHeaders().put("Cache-Control", answer.cacheControl());
        answer.headers().forEach(header -> response.getHeaders().add(header.name(), header.value()));
        ByteBuffer body = answer.content();
        if (!answer.contentType().isEmpty()) {
            response.getHeaders().put("Content-Type", answer.contentType());
            response.getHeaders().put("Content-Length", body.remaining());
        }
        response.write(true, body, callback);
    }
}
