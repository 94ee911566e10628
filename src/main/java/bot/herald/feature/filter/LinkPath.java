package bot.herald.feature.filter;

/** The part of a link after its host. */
final class LinkPath {
    private LinkPath() {}

    /** Whether a browser would end up below {@code path}. */
    static boolean leadsThere(String asked, String path) {
        if (path.isEmpty()) {
            return true;
        }
        boolean below = asked.startsWith(path)
                && (asked.length() == path.length() || "/?#&".indexOf(asked.charAt(path.length())) >= 0);
        return below && !climbs(asked);
    }

    /** Whether it has steps up, however they are encoded. */
    static boolean climbs(String path) {
        String plain =
                path.replace("%2e", ".").replace("%2f", "/").replace("%5c", "/").replace('\\', '/');
        return (plain + "/").contains("/../");
    }

    /** Without the punctuation or closing bracket after the address. */
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
