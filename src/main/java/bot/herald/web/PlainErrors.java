package bot.herald.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Answers what never reached the router (a broken or oversized request) in a few words; Jetty's own page shows more. */
final class PlainErrors implements Request.Handler {
    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        new SecurityHeaders(false).addTo(response);
        response.getHeaders().put("Content-Type", "text/plain; charset=utf-8");
        byte[] body = ("This request cannot be served (" + response.getStatus() + ").\n").getBytes(UTF_8);
        response.write(true, ByteBuffer.wrap(body), callback);
        return true;
    }
}
