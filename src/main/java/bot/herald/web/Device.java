package bot.herald.web;

import java.util.Locale;
import java.util.Map;
import java.util.Map.Entry;

/** Describes a browser in a few words, from its User-Agent header. */
final class Device {
    /** Each browser also names those below it, so the order matters. */
    private static final Iterable<Entry<String, String>> BROWSERS = java.util.List.of(
            Map.entry("edg", "Edge"),
            Map.entry("opr/", "Opera"),
            Map.entry("firefox", "Firefox"),
            Map.entry("chrom", "Chrome"),
            Map.entry("safari", "Safari"));

    private static final Iterable<Entry<String, String>> SYSTEMS = java.util.List.of(
            Map.entry("android", "Android"),
            Map.entry("iphone", "iPhone"),
            Map.entry("ipad", "iPad"),
            Map.entry("windows", "Windows"),
            Map.entry("mac os", "macOS"),
            Map.entry("linux", "Linux"));

    private Device() {}

    static String of(WebRequest request) {
        String agent = request.header("user-agent").orElse("").toLowerCase(Locale.ROOT);
        String browser = named(BROWSERS, agent, "A browser");
        String system = named(SYSTEMS, agent, "");
        return system.isEmpty() ? browser : browser + " on " + system;
    }

    private static String named(Iterable<Entry<String, String>> names, String agent, String otherwise) {
        for (Entry<String, String> name : names) {
            if (agent.contains(name.getKey())) {
                return name.getValue();
            }
        }
        return otherwise;
    }
}
