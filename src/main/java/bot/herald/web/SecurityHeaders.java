package bot.herald.web;

import bot.herald.web.Answer.Header;
import java.util.List;

/** The headers of every answer. */
final class SecurityHeaders {
    /**
     * Pages begin at Twitch by a link, never by a form: browsers hold {@code form-action} against the redirect that
     * follows a form, too.
     */
    private static final String CONTENT_POLICY =
            "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self';"
                    + " img-src 'self' https:;"
                    + " form-action 'self'; frame-ancestors 'none'; base-uri 'none'";

    static final List<Header> ALL = List.of(
            new Header("Content-Security-Policy", CONTENT_POLICY),
            new Header("X-Content-Type-Options", "nosniff"),
            // Not no-referrer: with that, browsers send "Origin: null" with our own forms, too.
            new Header("Referrer-Policy", "same-origin"),
            new Header("Cross-Origin-Opener-Policy", "same-origin"));

    private SecurityHeaders() {}
}
