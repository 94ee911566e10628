package bot.herald.web;

/** Names and attributes of Herald's cookies. */
final class CookieNames {
    private final String prefix;
    private final String attributes;

    private CookieNames(String prefix, String attributes) {
        this.prefix = prefix;
        this.attributes = attributes;
    }

    /**
     * Under https, names get a prefix that browsers enforce: only this host can set such a cookie, over https and for all paths.
     *
     * @param path that the cookies are limited to where possible
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
