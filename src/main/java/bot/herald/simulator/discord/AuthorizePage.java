package bot.herald.simulator.discord;

import bot.herald.simulator.Exchange;
import bot.herald.simulator.Html;
import bot.herald.simulator.Params;
import bot.herald.simulator.Reply;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * {@code GET} and {@code POST /oauth2/authorize}: asks for the account, the server or channel, and consent. A wrong client id or
 * redirect URL shows an error page and does not redirect.
 */
final class AuthorizePage {
    private static final Set<String> SCOPES = Set.of(
            "identify",
            "email",
            "guilds",
            "guilds.join",
            "guilds.members.read",
            "bot",
            "applications.commands",
            "webhook.incoming",
            "connections",
            "openid");
    private static final List<String> CARRIED = List.of(
            "client_id",
            "redirect_uri",
            "response_type",
            "scope",
            "state",
            "prompt",
            "code_challenge",
            "code_challenge_method",
            "permissions",
            "guild_id",
            "disable_guild_select",
            "integration_type");

    private final DiscordWorld world;

    AuthorizePage(DiscordWorld world) {
        this.world = world;
    }

    Reply show(Exchange exchange) {
        Reply problem = check(exchange.query());
        return problem != null ? problem : page(exchange.query(), "");
    }

    /** The form repeats the parameters, which are checked again because a browser can send anything. */
    Reply decide(Exchange exchange) {
        Params form = exchange.form();
        Reply problem = check(form);
        if (problem != null) {
            return problem;
        }
        String redirect = redirectUri(form);
        Map<String, String> answer = new LinkedHashMap<>();
        if (!"allow".equals(form.first("decision"))) {
            answer.put("error", "access_denied");
            answer.put("error_description", "The resource owner or authorization server denied the request");
            return Reply.oauthRedirect(redirect, answer, form.first("state"));
        }
        String username = form.first("person");
        if (username == null || !username.matches("[a-z0-9._]{2,32}")) {
            return page(form, "Enter a username: 2 to 32 lower-case letters, digits, dots and underscores.");
        }
        Person person = world.person(username);
        Set<String> scopes = scopes(form);
        String serverId = null;
        String webhookId = null;
        if (scopes.contains("bot")) {
            Server server = world.servers.get(String.valueOf(form.first("guild_id")));
            if (server == null || !Permissions.mayManage(server, person.id)) {
                return page(form, "Choose a server that " + username + " can manage.");
            }
            long permissions =
                    form.has("permissions") ? Long.parseUnsignedLong(String.valueOf(form.first("permissions"))) : 0;
            serverId = server.id;
            world.events.addBot(server, permissions);
            answer.put("guild_id", server.id);
            answer.put("permissions", Long.toUnsignedString(permissions));
        }
        if (scopes.contains("webhook.incoming")) {
            Server.Channel channel = world.findChannel(String.valueOf(form.first("channel_id")));
            Server server = channel == null ? null : world.server(channel.serverId);
            if (channel == null
                    || server == null
                    || (Permissions.inChannel(server, channel, person.id, world.now()) & Permissions.MANAGE_WEBHOOKS)
                            == 0) {
                return page(form, "Choose a channel where " + username + " can manage webhooks.");
            }
            webhookId = world.messages.newWebhook(channel, "Herald").id();
        }
        if (!form.has("response_type")) {
            return Reply.html(
                    200,
                    Html.page(
                            "Authorized",
                            "<h1>Authorized</h1>\n<p class=\"note\">Herald is in the server. You can close this window.</p>\n"));
        }
        answer.put(
                "code",
                world.grants.newCode(person.id, scopes, redirect, form.first("code_challenge"), serverId, webhookId));
        return Reply.oauthRedirect(redirect, answer, form.first("state"));
    }

    private static Set<String> scopes(Params params) {
        String scope = params.first("scope");
        return scope == null ? Set.of() : new LinkedHashSet<>(List.of(scope.split(" ", -1)));
    }

    private String redirectUri(Params params) {
        String asked = params.first("redirect_uri");
        return asked == null ? world.redirectUris.get(0) : asked;
    }

    private @Nullable Reply check(Params params) {
        if (!world.options.clientId().equals(params.first("client_id"))) {
            return message("Unknown Application", "No app is registered with this client id.");
        }
        if (!world.redirectUris.contains(redirectUri(params))) {
            return message("Invalid OAuth2 redirect_uri", "Redirect URI is not supported by client.");
        }
        Set<String> scopes = scopes(params);
        if (scopes.isEmpty() || !SCOPES.containsAll(scopes)) {
            return message("Invalid scope", "The requested scope is invalid, unknown, or malformed.");
        }
        String type = params.first("response_type");
        boolean isBotAlone = Set.of("bot", "applications.commands").containsAll(scopes);
        if (type == null ? !isBotAlone : !type.equals("code")) {
            return message("Unsupported response_type", "The simulated Discord only supports code.");
        }
        if (params.has("code_challenge") && !"S256".equals(params.first("code_challenge_method"))) {
            return message("Invalid code_challenge_method", "It must be S256.");
        }
        String permissions = params.first("permissions");
        if (permissions != null && !permissions.matches("\\d{1,18}")) {
            return message("Invalid permissions", "They must be a number.");
        }
        return null;
    }

    private static Reply message(String title, String text) {
        return Reply.html(
                400,
                Html.page(
                        title,
                        "<h1>" + Html.escape(title) + "</h1>\n<p class=\"note\">" + Html.escape(text) + "</p>\n"));
    }

    private Reply page(Params params, String problem) {
        StringBuilder html = new StringBuilder("<h1>Simulated Discord: authorize Herald</h1>\n");
        if (!problem.isEmpty()) {
            html.append("<p class=\"note\">").append(Html.escape(problem)).append("</p>\n");
        }
        html.append("<p>It asks for:</p><ul>\n");
        scopes(params)
                .forEach(scope -> html.append("<li>").append(Html.escape(scope)).append("</li>\n"));
        html.append("</ul>\n<form method=\"post\" action=\"/oauth2/authorize\">\n");
        for (String name : CARRIED) {
            String value = params.first(name);
            if (value != null && !(name.equals("guild_id") && isServerChosenHere(params))) {
                html.append(Html.hidden(name, value));
            }
        }
        html.append("""
                <label for="person">Who are you?</label>
                <input id="person" name="person" list="people" required>
                <datalist id="people">
                """);
        world.people.values().stream()
                .filter(person -> !person.isBot)
                .forEach(person -> option(html, person.username, person.username));
        html.append("</datalist>\n");
        if (isServerChosenHere(params)) {
            html.append("<label for=\"guild_id\">Server</label>\n<select id=\"guild_id\" name=\"guild_id\">\n");
            world.servers.values().forEach(server -> option(html, server.id, server.name));
            html.append("</select>\n");
        }
        if (scopes(params).contains("webhook.incoming")) {
            html.append("<label for=\"channel_id\">Channel</label>\n<select id=\"channel_id\" name=\"channel_id\">\n");
            world.servers
                    .values()
                    .forEach(server -> server.channels
                            .values()
                            .forEach(channel -> option(html, channel.id, server.name + ", #" + channel.name)));
            html.append("</select>\n");
        }
        html.append("""
                <button class="main" name="decision" value="allow">Authorize</button>
                <button name="decision" value="deny" formnovalidate>Cancel</button>
                </form>
                """);
        return Reply.html(problem.isEmpty() ? 200 : 400, Html.page("Simulated Discord", html.toString()));
    }

    private boolean isServerChosenHere(Params params) {
        return scopes(params).contains("bot") && !"true".equals(params.first("disable_guild_select"));
    }

    private static void option(StringBuilder html, String value, String text) {
        html.append("<option value=\"%s\">%s</option>%n".formatted(Html.escape(value), Html.escape(text)));
    }
}
