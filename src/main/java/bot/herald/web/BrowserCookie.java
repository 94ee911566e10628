package bot.herald.web;

import bot.herald.identity.Secret;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The cookie that binds an authorisation to the browser that began it.
 *
 * <p>A browser keeps the one it has, so that two tabs work. {@code SameSite=Lax} lets it come along when Twitch sends
 * the browser back.
 */
final class BrowserCookie {
    private static final String NAME = "herald_browser";
    private static final Duration LIFETIME = Duration.ofMinutes(10);
    private static final int BYTES = 32;
    private static final Pattern WELL_FORMED = Pattern.compile("[A-Za-z0-9_-]{43}");

    private final String attributes;
    private final SecureRandom random = new SecureRandom();

    BrowserCookie(WebSettings settings) {
        this.attributes = "; Path=" + settings.link("/auth") + "; Max-Age=" + LIFETIME.toSeconds()
                + "; HttpOnly; SameSite=Lax" + (settings.secure() ? "; Secure" : "");
    }

    Optional<Secret> find(WebRequest request) {
        return request.cookie(NAME)
                .filter(value -> WELL_FORMED.matcher(value).matches())
                .map(Secret::new);
    }

    Secret findOrMake(WebRequest request) {
        return find(request).orElseGet(this::make);
    }

    /** Sent with every beginning, so that the cookie lives as long as the youngest state. */
    String header(Secret value) {
        return NAME + "=" + value.reveal() + attributes;
    }

    private Secret make() {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return new Secret(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    }
}
