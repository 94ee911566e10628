package bot.herald.web;

import java.util.function.Supplier;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Answers what Jetty refuses by itself: requests it cannot read, oversized ones, and any while it stops. */
final class JettyErrors implements Request.Handler {
    private final Supplier<Site> site;

    JettyErrors(Supplier<Site> site) {
        this.site = site;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        WebRequest asked = JettyBridge.webRequest(request, "");
        JettyBridge.write(site.get().problems().answer(Problem.of(response.getStatus()), asked), response, callback);
        return true;
    }
}
