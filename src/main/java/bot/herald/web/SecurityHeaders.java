package bot.herald.web;

import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.server.Response;

/** The headers that every answer carries. */
final class SecurityHeaders {
    private static final String CSP = "default-src 'none'; style-src 'self'; img-src 'self' https:; form-action 'self';"
            + " base-uri 'none'; frame-ancestors 'none'";

    private final boolean https;

    /** @param https whether browsers reach Herald by https */
    SecurityHeaders(boolean https) {
        this.https = https;
    }

    void addTo(Response response) {
        HttpFields.Mutable headers = response.getHeaders();
        headers.put("Content-Security-Policy", CSP);
        headers.put("X-Content-Type-Options", "nosniff");
        headers.put("Referrer-Policy", "no-referrer");
        headers.put("Cross-Origin-Opener-Policy", "same-origin");
        if (https) {
            headers.put("Strict-Transport-Security", "max-age=31536000");
        }
    }
}
