package bot.herald.simulator;

import java.util.Map;
import java.util.Set;

/** The pages a person sees while authorizing the app. */
final class ConsentPage {
    private static final String SIMULATED =
            "<p class=\"note\">This is a simulated Twitch on this computer. It has nothing to do with your account on the real one."
                    + " On <a href=\"/\" target=\"_blank\" rel=\"noopener\">its home page</a> you can chat, raid, follow and"
                    + " more.</p>\n";

    private ConsentPage() {}

    /** @param carried parameters that the form sends back with the decision */
    static String render(
            String action,
            String clientId,
            Set<String> scopes,
            Map<String, String> carried,
            Iterable<SimulatedUser> accounts,
            String problem) {
        StringBuilder html = new StringBuilder(SIMULATED);
        html.append("<h1>Authorize an app</h1>\n");
        if (!problem.isEmpty()) {
            html.append("<p role=\"alert\"><strong>%s</strong></p>%n".formatted(Html.escape(problem)));
        }
        html.append("<p>The app with client id <code>%s</code> wants to:</p>%n<ul>%n".formatted(Html.escape(clientId)));
        if (scopes.isEmpty()) {
            html.append("<li>know who you are</li>\n");
        }
        for (String scope : scopes) {
            html.append("<li><code>%s</code></li>%n".formatted(Html.escape(scope)));
        }
        html.append("</ul>\n<form method=\"post\" action=\"%s\">%n".formatted(Html.escape(action)));
        carried.forEach((name, value) -> html.append(Html.hidden(name, value)));
        html.append(Html.loginField("login", "Your account (a new name creates one)", accounts));
        html.append("""
                <button class="main" name="decision" value="allow">Authorize</button>
                <button name="decision" value="deny" formnovalidate>Cancel</button>
                </form>
                """);
        return Html.page("Authorize an app", html.toString());
    }

    static String message(String title, String text) {
        return Html.page(
                title, SIMULATED + "<h1>%s</h1>%n<p>%s</p>%n".formatted(Html.escape(title), Html.escape(text)));
    }
}
