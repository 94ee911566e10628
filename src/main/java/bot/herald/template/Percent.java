package bot.herald.template;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** Percent-encoding as an address wants it, in its path as well as in its query. */
final class Percent {
    private Percent() {}

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("*", "%2A");
    }
}
