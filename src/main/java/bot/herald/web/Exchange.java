package bot.herald.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jetty.http.HttpCookie;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.Fields;

/** One request and its answer. Used by one thread; answered once. */
final class Exchange {
    private final Request request;
    private final Response response;
    private final Callback callback;
    private final Pages pages;

    Exchange(Request request, Response response, Callback callback, Pages pages) {
        this.request = request;
        this.response = response;
        this.callback = callback;
        this.pages = pages;
    }

    String method() {
        return request.getMethod();
    }

    String path() {
        return Request.getPathInContext(request);
    }

    boolean isHead() {
        return method().equals("HEAD");
    }

    /** Whether a program asks, not a person. */
    boolean wantsJson() {
        String accept = Optional.ofNullable(request.getHeaders().get(HttpHeader.ACCEPT))
                .orElse("")
                .toLowerCase(Locale.ROOT);
        return accept.contains("application/json") && !accept.contains("text/html");
    }

    /** @throws BadRequestException if the query cannot be decoded */
    Query query() {
        try {
            Fields fields = Request.extractQueryParameters(request, UTF_8);
            return new Query(fields);
        } catch (RuntimeException e) {
            throw new BadRequestException("The address holds characters that cannot be read. Please start again.");
        }
    }

    Optional<String> cookie(String name) {
        List<HttpCookie> cookies = Request.getCookies(request);
        return cookies.stream()
                .filter(cookie -> cookie.getName().equals(name))
                .map(HttpCookie::getValue)
                .findFirst();
    }

    void setCookie(HttpCookie cookie) {
        Response.addCookie(response, cookie);
    }

    void header(String name, String value) {
        response.getHeaders().put(name, value);
    }

    void redirect(URI to) {
        response.setStatus(302);
        header("Location", to.toString());
        header("Cache-Control", "no-store");
        finish(new byte[0]);
    }

    void page(int status, String template, Map<String, Object> parameters) {
        header("Cache-Control", "no-store");
        send(status, "text/html; charset=utf-8", pages.render(template, parameters));
    }

    void json(int status, JsonNode body) {
        header("Cache-Control", "no-store");
        send(status, "application/json", body.toString());
    }

    void text(int status, String contentType, String body) {
        header("Cache-Control", "no-store");
        send(status, contentType, body);
    }

    void asset(String contentType, byte[] body) {
        response.setStatus(200);
        header("Content-Type", contentType);
        header("Cache-Control", "public, max-age=3600");
        finish(body);
    }

    /** A page for people, JSON for programs. */
    void problem(Problem problem) {
        if (wantsJson()) {
            json(problem.status(), pages.json(problem));
        } else {
            page(problem.status(), "problem.jte", Map.of("title", problem.title(), "message", problem.message()));
        }
    }

    private void send(int status, String contentType, String body) {
        response.setStatus(status);
        header("Content-Type", contentType);
        finish(body.getBytes(UTF_8));
    }

    private void finish(byte[] body) {
        header("Content-Length", Integer.toString(body.length));
        response.write(true, isHead() ? null : ByteBuffer.wrap(body), callback);
    }
}
