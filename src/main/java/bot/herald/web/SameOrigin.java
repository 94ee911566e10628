package bot.herald.web;

import java.net.URI;
import java.util.Locale;
import java.util.Optional;

/**
 * Tells Herald's own pages from others by what browsers say about where a request comes from.
 *
 * <p>A request that says nothing may come from anywhere, so it does not pass.
 */
final class SameOrigin {
    private final String own;
    private final boolean secure;

    SameOrigin(WebSettings settings) {
        this.own = origin(settings.publicUrl()).orElseThrow();
        this.secure = settings.secure();
    }

    boolean made(WebRequest request) {
        Optional<String> origin = request.header("origin");
        Optional<String> from = origin.isPresent() ? origin : request.header("referer");
        return from.flatMap(SameOrigin::origin)
                .filter(given -> given.equals(own) || isDirect(given, request))
                .isPresent();
    }

    /** Reached by another of this machine's names, past the public address; only where nothing is encrypted anyway. */
    private boolean isDirect(String given, WebRequest request) {
        return !secure
                && request.header("host")
                        .map(host -> "http://" + host)
                        .flatMap(SameOrigin::origin)
                        .filter(given::equals)
                        .isPresent();
    }

    /** Scheme, host and port, without the default port; empty for {@code null} and anything that is no address. */
    private static Optional<String> origin(String address) {
        try {
            return origin(URI.create(address));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Optional<String> origin(URI address) {
        if (address.getScheme() == null || address.getHost() == null) {
            return Optional.empty();
        }
        String scheme = address.getScheme().toLowerCase(Locale.ROOT);
        int usual = scheme.equals("https") ? 443 : 80;
        int port = address.getPort() == -1 ? usual : address.getPort();
        return Optional.of(scheme + "://" + address.getHost().toLowerCase(Locale.ROOT) + ":" + port);
    }
}
