package bot.herald.web;

/** What Herald's cookies are called and how they are bound to it. */
final class CookieNames {
    private final String prefix;
    private final String attributes;

    private CookieNames(String prefix, String attributes) {
        this.prefix = prefix;
        this.attributes = attributes;
    }

    /**
     * Under https with a prefix that browsers hold to: only this very host can set such a cookie, over https and for all
     * paths.
     *
     * @param path of Herald, where a cookie may be kept to it
     */
    static CookieNames of(WebSettings settings, String path) {
        return settings.secure()
                ? new CookieNames("__Host-", "; Path=/; HttpOnly; SameSite=Lax; Secure")
                : new CookieNames("", "; Path=" + settings.link(path) + "; HttpOnly; SameSite=Lax");
    }

    String name(String name) {
        return prefix + name;
    }

    String header(String name, String value, long maxAgeSeconds) {
        return prefix + name + "=" + value + "; Max-Age=" + maxAgeSeconds + attributes;
    }
}
