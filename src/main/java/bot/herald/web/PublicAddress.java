package bot.herald.web;

/** Leads a browser that came by another of our names to the public address, where Twitch will send it back to. */
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
     * <p>A web server in front that hides the name makes it look wrong for ever, so nobody is led there twice in a row.
     */
    Endpoint first(Endpoint endpoint) {
        return request -> hosts.isPublic(request) || isProxied(request) || wasLed(request)
                ? endpoint.answer(request)
                // As text, because anybody can write a query that is no part of an address.
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
