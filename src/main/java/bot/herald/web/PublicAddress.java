package bot.herald.web;

/** Redirects browsers that used another name to the public address, to which Twitch sends them back. */
final class PublicAddress {
    private static final String LED = "herald_led=1";

    private final String base;
    private final KnownHosts hosts;

    PublicAddress(WebSettings settings) {
        this.base = settings.publicUrl().toASCIIString().replaceAll("/+$", "");
        this.hosts = new KnownHosts(settings);
    }

    /**
     * Answers by {@code endpoint} only under the public address.
     *
     * <p>Behind a reverse proxy that hides the host name, every request would look wrong, so no browser is redirected twice in a row.
     */
    Endpoint first(Endpoint endpoint) {
        return request -> hosts.isPublic(request) || isProxied(request) || wasLed(request)
                ? endpoint.answer(request)
                // As text, because the query may be malformed.
                : Answer.empty(302)
                        .with(
                                "Location",
                                base + request.path() + (request.query().isEmpty() ? "" : "?" + request.query()))
                        .with("Set-Cookie", LED + "; Max-Age=3; Path=/; HttpOnly; SameSite=Lax");
    }

    private static boolean isProxied(WebRequest request) {
        return request.header("x-forwarded-host").isPresent();
    }

    private static boolean wasLed(WebRequest request) {
        return !request.cookies("herald_led"::equals).isEmpty();
    }
}
