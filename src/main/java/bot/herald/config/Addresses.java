package bot.herald.config;

import java.net.URI;

/** Normalizes addresses so that paths can be appended to them. */
final class Addresses {
    private Addresses() {}

    static URI withoutTrailingSlash(URI address) {
        String text = address.toString();
        int end = text.length();
        while (end > 0 && text.charAt(end - 1) == '/') {
            end--;
        }
        return end == text.length() ? address : URI.create(text.substring(0, end));
    }
}
