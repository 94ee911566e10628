package bot.herald.web;

import java.util.function.Supplier;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Answers what Jetty refuses by itself: requests it cannot read, oversized ones, and any while it stops. */
final class JettyErrors implements Request.Handler {
    /** For a version that there is not; as little Herald's fault as any other line that is not HTTP. */
    private static final int VERSION_NOT_SUPPORTED = 505;

    private final Supplier<Site> site;

    JettyErrors(Supplier<Site> site) {
        this.site = site;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        WebRequest asked = JettyBridge.read(request, "");
        int status = response.getStatus() == VERSION_NOT_SUPPORTED ? 400 : response.getStatus();
        Site now = site.get();
        JettyBridge.write(now.problems().answer(HttpProblem.of(status), asked), now.headers(), response, callback);
        return true;
    }
}
