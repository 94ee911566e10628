package bot.herald.simulator;

import java.net.URI;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The home page: one channel with its live chat, and forms that make things happen there. It needs no JavaScript: the chat is a
 * frame, {@code /simulator/chat?channel=…}, that reloads itself without touching what somebody is typing in a form.
 */
final class HomePage {
    private static final int SHOWN = 40;
    private static final String VIEWER = "sunny_viewer";
    private static final String RAIDER = "pixelpenguin";
    private static final int MOST_CHANNELS = 60;

    private final World world;
    private final RedirectUris redirectUris;
    private final String baseUrl;

    HomePage(World world, RedirectUris redirectUris, String baseUrl) {
        this.world = world;
        this.redirectUris = redirectUris;
        this.baseUrl = baseUrl;
    }

    /**
     * @param login of the channel; if null or unknown, the first channel that has connected the app
     * @param problem an error to show; empty for none
     */
    String render(@Nullable String login, String problem) {
        StringBuilder html = new StringBuilder("""
                <h1>Simulated Twitch</h1>
                <p class="note">A stand-in for Twitch on this computer. Nothing here reaches the real Twitch; restarting forgets it all.
                The bot is at <a href="%1$s">%1$s</a>.</p>
                """.formatted(Html.escape(bot())));
        if (!problem.isEmpty()) {
            html.append("<p class=\"note bad\" role=\"alert\"><strong>Nothing happened:</strong> %s</p>%n"
                    .formatted(Html.escape(problem)));
        }
        SimulatedUser shown = shown(login);
        channels(html, shown);
        if (shown == null) {
            html.append("<p>No channel has connected the app yet.</p>\n");
        } else {
            channel(html, shown);
        }
        html.append("""
                <h2>For programs</h2>
                <p>OAuth <code>%1$s/oauth2</code>, API <code>%1$s/helix</code>, events <code>%2$s/ws</code>, client id <code>%3$s</code>.
                <a href="/activate">Enter a device's code</a></p>
                """.formatted(
                        Html.escape(baseUrl),
                        Html.escape(baseUrl.replaceFirst("^http", "ws")),
                        Html.escape(world.options.clientId())));
        return Html.page("Simulated Twitch", html.toString());
    }

    /** A channel's chat, newest message first. */
    String chat(@Nullable String login) {
        StringBuilder html = new StringBuilder();
        SimulatedUser channel = shown(login);
        List<Chat.Line> lines = channel == null ? List.of() : world.chat.latest(channel.id(), SHOWN);
        Set<String> bots = world.chat.senders();
        for (Chat.Line line : lines) {
            html.append("<p%s><b>%s</b>: %s</p>%n"
                    .formatted(
                            bots.contains(line.chatter().id()) ? " class=\"bot\"" : "",
                            Html.escape(line.chatter().displayName()),
                            Html.escape(line.text())));
        }
        if (lines.isEmpty()) {
            html.append("<p>Nobody has said anything.</p>\n");
        }
        return Html.frame(html.toString());
    }

    private String bot() {
        URI callback = URI.create(redirectUris.first());
        return callback.getScheme() + "://" + callback.getRawAuthority();
    }

    private @Nullable SimulatedUser shown(@Nullable String login) {
        SimulatedUser wanted = login == null ? null : world.accounts.named(login);
        return wanted != null
                ? wanted
                : world.accounts.all().stream()
                        .filter(user -> has(user, "channel:bot"))
                        .findFirst()
                        .orElse(null);
    }

    private boolean has(SimulatedUser user, String scope) {
        return world.tokens.grantedScopes(user.id()).contains(scope);
    }

    private void channels(StringBuilder html, @Nullable SimulatedUser shown) {
        html.append("<nav aria-label=\"Channels\">");
        world.accounts.all().stream()
                .filter(user -> has(user, "channel:bot"))
                .limit(MOST_CHANNELS)
                .forEach(user -> html.append("<a href=\"/?channel=%1$s\"%2$s>%1$s</a> "
                        .formatted(Html.escape(user.login()), user.equals(shown) ? " aria-current=\"page\"" : "")));
        html.append("</nav>\n");
    }

    private void channel(StringBuilder html, SimulatedUser user) {
        SimulatedChannel channel = world.channel(user.id());
        SimulatedUser bot = world.accounts.all().stream()
                .filter(account -> has(account, "user:bot") && !account.equals(user))
                .findFirst()
                .orElse(null);
        html.append("<h2>%s <small>%s%s</small></h2>%n"
                .formatted(
                        Html.escape(user.displayName()),
                        channel.stream == null ? "offline" : "live: " + Html.escape(channel.title),
                        has(user, "channel:bot") ? "" : ", has not connected the app"));
        html.append("<iframe src=\"/simulator/chat?channel=%s\" title=\"Chat of %s\"></iframe>%n<div class=\"grid\">%n"
                .formatted(Html.escape(user.login()), Html.escape(user.displayName())));
        form(html, user, "chat", "Say", """
                %s<label for="role">as</label><select id="role" name="role"><option>viewer</option><option>subscriber</option>\
                <option>vip</option><option>moderator</option></select>
                <label for="text">Text</label><input id="text" name="text" required maxlength="500" value="!ping">
                """.formatted(who("chatter", "Who", VIEWER)));
        html.append("<form method=\"post\" action=\"/simulator/raid\">%n%s".formatted(Html.hidden("to", user.login())))
                .append(who("from", "Raider", RAIDER))
                .append(
                        "<label for=\"viewers\">Viewers</label><input id=\"viewers\" name=\"viewers\" type=\"number\" min=\"0\" value=\"42\">\n")
                .append("<button class=\"main\">Raid</button>\n</form>\n");
        html.append("<div class=\"cell\">\n");
        if (channel.stream == null) {
            form(html, user, "live", "Go live", """
                    <label for="title">Title</label><input id="title" name="title" value="%s">
                    <label for="game">Category</label><input id="game" name="game" value="%s">
                    """.formatted(
                            Html.escape(channel.title.isEmpty() ? "Building a boat" : channel.title),
                            Html.escape(channel.game.isEmpty() ? "Just Chatting" : channel.game)));
        } else {
            form(html, user, "offline", "End the stream", "");
        }
        if (bot != null) {
            bot(html, user, channel, bot);
        }
        html.append("</div>\n");
        form(html, user, "follow", "Follow", who("user", "Who follows", "new_friend"));
        form(html, user, "cheer", "Cheer", """
                %s<label for="bits">Bits</label><input id="bits" name="bits" type="number" min="1" value="100">
                <input type="hidden" name="text" value="Cheer100 keep it up">
                """.formatted(who("user", "Who cheers", VIEWER)));
        form(html, user, "subscribe", "Subscribe", who("user", "Who subscribes", VIEWER));
        form(html, user, "redeem", "Redeem", """
                %s<label for="reward">Reward</label><input id="reward" name="reward" required value="Hydrate">
                <label for="input">With the words</label><input id="input" name="input" value="">
                """.formatted(who("user", "Who redeems", VIEWER)));
        html.append("</div>\n");
    }

    private static void bot(StringBuilder html, SimulatedUser user, SimulatedChannel channel, SimulatedUser bot) {
        boolean moderates = channel.moderators.contains(bot.id());
        boolean banned = channel.banned.contains(bot.id());
        form(
                html,
                user,
                "moderators",
                moderates ? "Take " + bot.login() + "'s moderator role" : "Make " + bot.login() + " a moderator",
                Html.hidden("user", bot.login()) + Html.hidden("action", moderates ? "remove" : "add"));
        form(
                html,
                user,
                banned ? "unban" : "ban",
                banned ? "Unban " + bot.login() : "Ban " + bot.login(),
                Html.hidden("user", bot.login()));
    }

    /** @param fields HTML */
    private static void form(StringBuilder html, SimulatedUser channel, String control, String button, String fields) {
        html.append("<form method=\"post\" action=\"/simulator/%s\">%n".formatted(control))
                .append(Html.hidden("channel", channel.login()))
                .append(fields)
                .append("<button class=\"main\">%s</button>%n</form>%n".formatted(Html.escape(button)));
    }

    private static String who(String name, String label, String value) {
        return "<label>%s <input name=\"%s\" required maxlength=\"25\" pattern=\"[A-Za-z0-9][A-Za-z0-9_]*\" value=\"%s\" autocomplete=\"off\" autocapitalize=\"none\"></label>%n"
                .formatted(label, name, value);
    }
}
