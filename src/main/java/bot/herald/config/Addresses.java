package bot.herald.config;

import java.net.URI;

/** Brings addresses into the one form that paths can be appended to. */
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
