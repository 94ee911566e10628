package bot.herald.simulator;

import java.util.List;

/** The page {@code /}: what this is, who exists, what was said, and two forms. */
final class HomePage {
    private static final int SHOWN = 20;

    private HomePage() {}

    static String render(World world, String baseUrl) {
        StringBuilder html = new StringBuilder("""
                <h1>Simulated Twitch</h1>
                <p class="note">A stand-in for Twitch on this computer. Nothing here reaches the real Twitch; restarting forgets it all.</p>
                <p>OAuth <code>%1$s/oauth2</code>, API <code>%1$s/helix</code>, events <code>%2$s/ws</code>, client id <code>%3$s</code>.</p>
                <p><a href="/activate">Enter a device's code</a></p>
                """.formatted(
                        Html.escape(baseUrl),
                        Html.escape(baseUrl.replaceFirst("^http", "ws")),
                        Html.escape(world.options.clientId())));
        forms(html, world);
        accounts(html, world);
        messages(html, world);
        return Html.page("Simulated Twitch", html.toString());
    }

    private static void forms(StringBuilder html, World world) {
        html.append("<h2>Raid</h2>\n<form method=\"post\" action=\"/simulator/raid\">\n")
                .append(Html.loginField("from", "From", world.accounts.all()))
                .append(Html.loginField("to", "To", world.accounts.all()))
                .append("<label for=\"viewers\">Viewers</label>\n")
                .append("<input id=\"viewers\" name=\"viewers\" type=\"number\" min=\"0\" value=\"42\">\n")
                .append("<button class=\"main\">Raid</button>\n</form>\n")
                .append("<h2>Chat</h2>\n<form method=\"post\" action=\"/simulator/chat\">\n")
                .append(Html.loginField("channel", "Channel", world.accounts.all()))
                .append(Html.loginField("chatter", "Chatter", world.accounts.all()))
                .append("<label for=\"text\">Text</label>\n")
                .append("<input id=\"text\" name=\"text\" required maxlength=\"500\" value=\"!ping\">\n")
                .append("<button class=\"main\">Say</button>\n</form>\n");
    }

    private static void accounts(StringBuilder html, World world) {
        html.append("<h2>Accounts</h2>\n<table>\n<tr><th>Id</th><th>Login</th><th>State</th></tr>\n");
        for (SimulatedUser user : world.accounts.all()) {
            SimulatedChannel channel = world.channel(user.id());
            String state = (channel.stream == null ? "offline" : "live")
                    + (world.tokens.connected(user.id()) ? ", connected the app" : "");
            row(html, user.id(), user.login(), state);
        }
        html.append("</table>\n");
    }

    private static void messages(StringBuilder html, World world) {
        List<SentMessage> all = world.chat.sentByApps();
        html.append("<h2>Last messages by apps</h2>\n<table>\n<tr><th>Channel</th><th>Sender</th><th>Text</th></tr>\n");
        for (int i = all.size() - 1; i >= Math.max(0, all.size() - SHOWN); i--) {
            SentMessage message = all.get(i);
            row(
                    html,
                    world.accounts.get(message.broadcasterId()).login(),
                    world.accounts.get(message.senderId()).login(),
                    message.sent() ? message.text() : message.text() + " (dropped: " + message.dropReason() + ")");
        }
        html.append("</table>\n");
    }

    private static void row(StringBuilder html, String... cells) {
        html.append("<tr>");
        for (String cell : cells) {
            html.append("<td>").append(Html.escape(cell)).append("</td>");
        }
        html.append("</tr>\n");
    }
}
