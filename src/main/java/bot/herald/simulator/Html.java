package bot.herald.simulator;

/** Building blocks of the simulator's pages, which need no JavaScript and fit a phone. */
public final class Html {
    private Html() {}

    public static String escape(String text) {
        StringBuilder safe = new StringBuilder(text.length() + 16);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '&' -> safe.append("&amp;");
                case '<' -> safe.append("&lt;");
                case '>' -> safe.append("&gt;");
                case '"' -> safe.append("&quot;");
                case '\'' -> safe.append("&#39;");
                default -> safe.append(c);
            }
        }
        return safe.toString();
    }

    /**
     * A whole page.
     *
     * @param title text
     * @param body HTML
     */
    public static String page(String title, String body) {
        return """
                <!doctype html>
                <html lang="en">
                <head>
                <meta charset="utf-8">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <title>%s</title>
                <style>
                :root { color-scheme: light dark; --line: #8884; --accent: #6d3fd4; }
                * { box-sizing: border-box; }
                body { font: 16px/1.5 system-ui, sans-serif; max-width: 60rem; margin: 0 auto; padding: 1rem; }
                h1 { font-size: 1.4rem; } h2 { font-size: 1.1rem; margin-top: 2rem; } h3 { font-size: 1rem; margin: .75rem 0 0; }
                .note { border-left: 4px solid var(--accent); padding: .25rem .75rem; }
                label { display: block; margin: .75rem 0 .25rem; }
                input { font: inherit; width: 100%%; padding: .6rem; border: 1px solid var(--line); border-radius: 6px; }
                button { font: inherit; padding: .65rem 1.2rem; margin: 1rem .5rem 0 0; border-radius: 6px;
                  border: 1px solid var(--line); cursor: pointer; }
                button.main { background: var(--accent); color: #fff; border-color: var(--accent); }
                table { border-collapse: collapse; width: 100%%; } th, td { text-align: left; padding: .3rem .5rem;
                  border-bottom: 1px solid var(--line); overflow-wrap: anywhere; vertical-align: top; }
                code { overflow-wrap: anywhere; }
                .bad { border-color: #d33; }
                small { font-weight: normal; font-size: .9rem; }
                nav a { display: inline-block; padding: .3rem .7rem; border: 1px solid var(--line); border-radius: 6px; }
                nav a[aria-current] { background: var(--accent); color: #fff; }
                iframe { width: 100%%; height: 16rem; border: 1px solid var(--line); border-radius: 6px; color-scheme: light dark; }
                .grid { display: grid; grid-template-columns: repeat(auto-fill, minmax(15rem, 1fr)); gap: .75rem; margin-top: .75rem; }
                .grid > form, .cell { padding: 0 .75rem .75rem; border: 1px solid var(--line); border-radius: 6px; }
                select { font: inherit; width: 100%%; padding: .6rem; border: 1px solid var(--line); border-radius: 6px; }
                label > input, label > select { margin-top: .25rem; }
                </style>
                </head>
                <body>
                %s</body>
                </html>
                """.formatted(escape(title), body);
    }

    /** A frame that reloads itself every second; {@code body} is HTML. */
    static String frame(String body) {
        return """
                <!doctype html>
                <html lang="en">
                <head>
                <meta charset="utf-8">
                <meta http-equiv="refresh" content="1">
                <title>Chat</title>
                <style>
                :root { color-scheme: light dark; }
                body { font: 15px/1.45 system-ui, sans-serif; margin: .5rem .75rem; overflow-wrap: anywhere; }
                p { margin: .15rem 0; } .bot { background: #6d3fd422; }
                </style>
                </head>
                <body>
                %s</body>
                </html>
                """.formatted(body);
    }

    public static String hidden(String name, String value) {
        return "<input type=\"hidden\" name=\"%s\" value=\"%s\">%n".formatted(escape(name), escape(value));
    }

    /** An input that suggests the existing accounts but takes any login. */
    static String loginField(String name, String label, Iterable<SimulatedUser> accounts) {
        StringBuilder html = new StringBuilder();
        html.append("<label for=\"%1$s\">%2$s</label>%n".formatted(escape(name), escape(label)));
        html.append(
                "<input id=\"%1$s\" name=\"%1$s\" list=\"%1$s-accounts\" required maxlength=\"25\" pattern=\"[A-Za-z0-9][A-Za-z0-9_]*\" autocomplete=\"off\" autocapitalize=\"none\">%n"
                        .formatted(escape(name)));
        html.append("<datalist id=\"%s-accounts\">%n".formatted(escape(name)));
        for (SimulatedUser user : accounts) {
            html.append(
                    "<option value=\"%s\">%s</option>%n".formatted(escape(user.login()), escape(user.displayName())));
        }
        return html.append("</datalist>\n").toString();
    }
}
