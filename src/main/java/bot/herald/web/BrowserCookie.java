package bot.herald.web;

import bot.herald.identity.Secret;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import org.eclipse.jetty.http.HttpCookie;

/**
 * The cookie that binds an authorisation to the browser that began it.
 *
 * <p>A well-formed one is used again, so that two tabs do not disturb each other.
 */
final class BrowserCookie {
    private static final String NAME = "herald_auth";
    private static final int BYTES = 32;
    private static final int CHARACTERS = 43;
    private static final int SECONDS = 600;

    private final boolean secure;
    private final SecureRandom random = new SecureRandom();

    BrowserCookie(boolean secure) {
        this.secure = secure;
    }

    /** The browser's secret; sets the cookie for the next ten minutes. */
    Secret issue(Exchange exchange) {
        Secret value = read(exchange).orElseGet(this::fresh);
        exchange.setCookie(HttpCookie.build(NAME, value.reveal())
                .path("/auth")
                .httpOnly(true)
                .secure(secure)
                .sameSite(HttpCookie.SameSite.LAX)
                .maxAge(SECONDS)
                .build());
        return value;
    }

    Optional<Secret> read(Exchange exchange) {
        return exchange.cookie(NAME)
                .filter(value -> value.length() == CHARACTERS && value.matches("[A-Za-z0-9_-]+"))
                .map(Secret::new);
    }

    private Secret fresh() {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return new Secret(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    }
}
