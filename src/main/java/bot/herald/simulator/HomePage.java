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
                <p class="note">This stands in for Twitch on your computer. Nothing here reaches the real Twitch, and a restart forgets everything.
                The bot's dashboard is at <a href="%1$s">%1$s</a>.</p>
                """.formatted(Html.escape(bot())));
        if (!problem.isEmpty()) {
            html.append("<p class=\"note bad\" role=\"alert\"><strong>Not done:</strong> %s</p>%n"
                    .formatted(Html.escape(problem)));
        }
        SimulatedUser shown = shown(login);
        channels(html, shown);
        if (shown == null) {
            html.append("""
                    <p>No channel is connected yet. Connect the bot's account first: open the link that Herald printed when it started.
                    Then <a href="%s/auth/channel">connect a channel</a>. Any name works; a new one creates an account.</p>
                    """.formatted(Html.escape(bot())));
        } else {
            channel(html, shown);
        }
        html.append("""
                <h2>Addresses</h2>
                <p>OAuth: <code>%1$s/oauth2</code><br>API: <code>%1$s/helix</code><br>Events: <code>%2$s/ws</code><br>
                Client ID: <code>%3$s</code><br><a href="/activate">Enter a code from <code>herald login</code></a></p>
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
            html.append("<p>No messages yet.</p>\n");
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
                        has(user, "channel:bot") ? "" : ", not connected to the bot"));
        html.append("<iframe src=\"/simulator/chat?channel=%s\" title=\"Chat of %s\"></iframe>%n<div class=\"grid\">%n"
                .formatted(Html.escape(user.login()), Html.escape(user.displayName())));
        form(
                html,
                user,
                "chat",
                "Chat",
                "Send message",
                who("chatter", "Chatter", VIEWER)
                        + "<label>Role <select name=\"role\"><option>viewer</option><option>subscriber</option>"
                        + "<option>vip</option><option>moderator</option></select></label>\n"
                        + field("Message", "text", "!ping", "required maxlength=\"500\""));
        html.append("<form method=\"post\" action=\"/simulator/raid\">%n<h3>Raid</h3>%n%s%s%s%s</form>%n"
                .formatted(
                        Html.hidden("to", user.login()),
                        who("from", "Raider", RAIDER),
                        number("Viewers", "viewers", 0, 42),
                        button("Start raid", true)));
        if (channel.stream == null) {
            form(
                    html,
                    user,
                    "live",
                    "Stream",
                    "Go live",
                    field("Title", "title", channel.title.isEmpty() ? "Building a boat" : channel.title, "")
                            + field("Category", "game", channel.game.isEmpty() ? "Just Chatting" : channel.game, ""));
        } else {
            form(html, user, "offline", "Stream", "End stream", "");
        }
        form(html, user, "follow", "Follow", "Follow", who("user", "Viewer", "new_friend"));
        form(
                html,
                user,
                "cheer",
                "Cheer",
                "Cheer",
                who("user", "Viewer", VIEWER)
                        + number("Bits", "bits", 1, 100)
                        + field("Message (optional)", "text", "", "maxlength=\"500\""));
        form(html, user, "subscribe", "Subscription", "Subscribe", who("user", "Viewer", VIEWER));
        form(
                html,
                user,
                "redeem",
                "Channel points",
                "Redeem reward",
                who("user", "Viewer", VIEWER)
                        + field("Reward", "reward", "Hydrate", "required")
                        + field("Message (optional)", "input", "", "maxlength=\"500\""));
        if (bot != null) {
            bot(html, user, channel, bot);
        }
        html.append("</div>\n");
    }

    private static void bot(StringBuilder html, SimulatedUser user, SimulatedChannel channel, SimulatedUser bot) {
        boolean moderates = channel.moderators.contains(bot.id());
        boolean banned = channel.banned.contains(bot.id());
        html.append("<div class=\"cell\">%n<h3>Bot: %s</h3>%n".formatted(Html.escape(bot.login())));
        action(
                html,
                user,
                "moderators",
                moderates ? "Remove as moderator" : "Make moderator",
                Html.hidden("user", bot.login()) + Html.hidden("action", moderates ? "remove" : "add"));
        action(
                html,
                user,
                banned ? "unban" : "ban",
                banned ? "Unban bot" : "Ban bot",
                Html.hidden("user", bot.login()));
        html.append("</div>\n");
    }

    /** @param fields HTML */
    private static void form(
            StringBuilder html, SimulatedUser channel, String control, String title, String button, String fields) {
        html.append("<form method=\"post\" action=\"/simulator/%s\">%n<h3>%s</h3>%n%s%s%s</form>%n"
                .formatted(control, title, Html.hidden("channel", channel.login()), fields, button(button, true)));
    }

    /**
     * A button alone.
     *
     * @param fields HTML
     */
    private static void action(
            StringBuilder html, SimulatedUser channel, String control, String button, String fields) {
        html.append("<form method=\"post\" action=\"/simulator/%s\">%n%s%s%s</form>%n"
                .formatted(control, Html.hidden("channel", channel.login()), fields, button(button, false)));
    }

    private static String button(String text, boolean isMain) {
        return "<button%s>%s</button>%n".formatted(isMain ? " class=\"main\"" : "", text);
    }

    /** @param attributes HTML */
    private static String field(String label, String name, String value, String attributes) {
        return "<label>%s <input name=\"%s\" value=\"%s\" %s></label>%n"
                .formatted(label, name, Html.escape(value), attributes);
    }

    private static String number(String label, String name, int min, int value) {
        return field(label, name, Integer.toString(value), "type=\"number\" min=\"%d\"".formatted(min));
    }

    private static String who(String name, String label, String value) {
        return field(
                label,
                name,
                value,
                "required maxlength=\"25\" pattern=\"[A-Za-z0-9][A-Za-z0-9_]*\" autocomplete=\"off\" autocapitalize=\"none\"");
    }
}
