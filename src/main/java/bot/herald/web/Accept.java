package bot.herald.web;

import java.util.Locale;

/** Decides between a page for people and JSON for programs. */
final class Accept {
    private Accept() {}

    /** Programs name JSON in their Accept header or in the path, browsers name HTML; under {@code /api/} there are no pages. */
    static boolean prefersJson(WebRequest request) {
        if (request.path().startsWith("/api/") || request.path().endsWith(".json")) {
            return true;
        }
        double json = 0;
        double html = 0;
        for (String range : request.header("accept").orElse("").split(",", -1)) {
            String[] parts = range.split(";", -1);
            String type = parts[0].strip().toLowerCase(Locale.ROOT);
            if (type.equals("application/json")) {
                json = Math.max(json, quality(parts));
            } else if (type.equals("text/html") || type.equals("application/xhtml+xml")) {
                html = Math.max(html, quality(parts));
            }
        }
        return json > html;
    }

    /** Browsers name HTML whenever they load a page. */
    static boolean namesHtml(WebRequest request) {
        return request.header("accept").orElse("").toLowerCase(Locale.ROOT).contains("text/html");
    }

    private static double quality(String[] parts) {
        for (int i = 1; i < parts.length; i++) {
            String parameter = parts[i].strip();
            if (parameter.startsWith("q=")) {
                try {
                    return Double.parseDouble(parameter.substring(2));
                } catch (NumberFormatException e) {
                    return 0;
                }
            }
        }
        return 1;
    }
}
