package bot.herald.web;

import bot.herald.auth.AuthorizationFlow.CallbackParameters;
import bot.herald.identity.Secret;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The cookies that bind authorisations to the browser that began them.
 *
 * <p>Each has a fresh value under a fresh name, so that two tabs work side by side and a planted value is of no use.
 * {@code SameSite=Lax} lets them come along when Twitch sends the browser back.
 */
final class BrowserCookie {
    private static final String NAME = "herald_browser_";
    private static final Duration LIFETIME = Duration.ofMinutes(10);
    private static final int BYTES = 32;
    private static final int NAME_BYTES = 6;
    private static final Pattern WELL_FORMED = Pattern.compile("[A-Za-z0-9_-]{43}");

    private final CookieNames cookies;
    private final SecureRandom random = new SecureRandom();

    BrowserCookie(WebSettings settings) {
        this.cookies = CookieNames.of(settings, "/auth");
    }

    /** All of them: the state decides which one counts. */
    List<Secret> find(WebRequest request) {
        String prefix = cookies.name(NAME);
        return request.cookies(name -> name.startsWith(prefix)).stream()
                .filter(value -> WELL_FORMED.matcher(value).matches())
                .map(Secret::new)
                .toList();
    }

    /** What the provider sent the browser back with; its error_description is ignored, because anybody can write one into a link. */
    CallbackParameters returned(WebRequest request) {
        Parameters parameters = request.parameters();
        return new CallbackParameters(
                parameters.find("state"),
                parameters.find("code").map(Secret::new),
                parameters.find("error"),
                find(request));
    }

    Secret make() {
        return new Secret(random(BYTES));
    }

    String header(Secret value) {
        return cookies.header(NAME + random(NAME_BYTES), value.reveal(), LIFETIME.toSeconds());
    }

    private String random(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
