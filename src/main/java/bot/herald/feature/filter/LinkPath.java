package bot.herald.feature.filter;

/** What follows the host of a link. */
final class LinkPath {
    private LinkPath() {}

    /** Whether a browser that is asked for the address ends up below the path. */
    static boolean leadsThere(String asked, String path) {
        if (path.isEmpty()) {
            return true;
        }
        boolean below = asked.startsWith(path)
                && (asked.length() == path.length() || "/?#&".indexOf(asked.charAt(path.length())) >= 0);
        return below && !climbs(asked);
    }

    /** Whether steps of it go up again, however they are written. */
    static boolean climbs(String path) {
        String plain =
                path.replace("%2e", ".").replace("%2f", "/").replace("%5c", "/").replace('\\', '/');
        return (plain + "/").contains("/../");
    }

    /** Without the sign that ends the sentence or the bracket around the address. */
    static String withoutClosing(String rest) {
        int to = rest.length();
        while (to > 0 && ".,;:!?)]}>'\"…".indexOf(rest.charAt(to - 1)) >= 0) {
            to--;
        }
        return withoutEnd(rest.substring(0, to));
    }

    static String withoutEnd(String path) {
        int to = path.length();
        while (to > 0 && path.charAt(to - 1) == '/') {
            to--;
        }
        return path.substring(0, to);
    }
}
