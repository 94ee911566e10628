package bot.herald.web;

import bot.herald.web.Answer.Header;
import java.util.ArrayList;
import java.util.List;

/** The headers of every answer. */
final class SecurityHeaders {
    /**
     * Pages lead to Twitch by links, never by forms: browsers apply {@code form-action} to redirects after a form, too.
     */
    private static final String CONTENT_POLICY =
            "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self';"
                    + " img-src 'self' https:%s;"
                    + " form-action 'self'; frame-ancestors 'none'; base-uri 'none'";

    private static final List<Header> ALWAYS = List.of(
            new Header("X-Content-Type-Options", "nosniff"),
            // Not no-referrer: with that, browsers send "Origin: null" with our own forms, too.
            new Header("Referrer-Policy", "same-origin"),
            new Header("Cross-Origin-Opener-Policy", "same-origin"),
            new Header("Cross-Origin-Resource-Policy", "same-origin"),
            new Header(
                    "Permissions-Policy",
                    "camera=(), microphone=(), geolocation=(), payment=(), usb=(), serial=(), bluetooth=(),"
                            + " display-capture=(), browsing-topics=()"));
    /** Without subdomains, which are up to the operator. */
    private static final Header HTTPS_ONLY = new Header("Strict-Transport-Security", "max-age=31536000");

    private SecurityHeaders() {}

    static List<Header> of(WebSettings settings) {
        List<Header> headers = new ArrayList<>(ALWAYS);
        headers.add(new Header(
                "Content-Security-Policy",
                CONTENT_POLICY.formatted(
                        settings.pictures().map(origin -> " " + origin).orElse(""))));
        if (settings.secure()) {
            headers.add(HTTPS_ONLY);
        }
        return List.copyOf(headers);
    }
}
