package bot.herald.simulator.discord;

import bot.herald.simulator.BadInput;
import bot.herald.simulator.Exchange;
import bot.herald.simulator.Fault;
import bot.herald.simulator.Faults;
import bot.herald.simulator.Html;
import bot.herald.simulator.JsonNodes;
import bot.herald.simulator.Reply;
import bot.herald.simulator.RequestLog;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;

/** The page for people, and the controls over HTTP: {@code POST /simulator/…} with JSON or a form. */
final class ControlPages {
    /** Longer than Herald's deadline for any request but a message. */
    private static final Duration UNENDING = Duration.ofSeconds(20);

    private static final int SHOWN = 50;

    private final DiscordWorld world;
    private final Faults faults;
    private final RequestLog log;

    ControlPages(DiscordWorld world, Faults faults, RequestLog log) {
        this.world = world;
        this.faults = faults;
        this.log = log;
    }

    Reply handle(Exchange exchange) {
        return switch (exchange.method() + " " + exchange.path()) {
            case "GET /" -> Reply.html(200, page());
            case "GET /simulator/messages" -> messages();
            case "GET /simulator/servers" -> servers();
            case "GET /simulator/requests" -> requests();
            default ->
                exchange.method().equals("POST") && exchange.path().startsWith("/simulator/")
                        ? control(exchange)
                        : Reply.text(404, "404 page not found\n");
        };
    }

    private Reply control(Exchange exchange) {
        String host = exchange.header("Host");
        String origin = exchange.header("Origin");
        boolean isLoopback = host != null && host.matches("(127\\.0\\.0\\.1|localhost)(:\\d+)?");
        if (!isLoopback || (origin != null && !origin.equals("http://" + host))) {
            throw new BadInput("requests from pages of another origin are refused");
        }
        Fields in = new Fields(exchange);
        ObjectNode answer = JsonNodes.object();
        switch (exchange.path().substring("/simulator/".length())) {
            case "people" -> answer.put("id", world.person(in.text("username")).id);
            case "servers" ->
                answer.put("id", world.events.newServer(in.text("name"), world.person(in.text("owner"))).id);
            case "channels" ->
                answer.put("id", world.events.newChannel(world.server(in.text("server")), in.text("name"), 0).id);
            case "delete-channel" -> world.events.deleteChannel(world.channel(in.text("channel")));
            case "add-bot" -> world.events.addBot(world.server(in.text("server")), in.permissions("permissions"));
            case "remove-bot" -> world.events.removeBot(world.server(in.text("server")));
            case "outage" -> world.events.startOutage(world.server(in.text("server")));
            case "outage-over" -> world.events.endOutage(world.server(in.text("server")));
            case "join" -> world.events.join(world.server(in.text("server")), world.person(in.text("person")));
            case "leave" -> world.events.leave(world.server(in.text("server")), world.person(in.text("person")));
            case "roles" ->
                answer.put(
                        "id",
                        world.events.newRole(
                                        world.server(in.text("server")), in.text("name"), in.permissions("permissions"))
                                .id);
            case "change-role" -> changeRole(in);
            case "delete-role" -> world.events.deleteRole(world.server(in.text("server")), in.text("role"));
            case "give-role" ->
                world.events.giveRole(
                        world.server(in.text("server")), world.person(in.text("person")), in.text("role"));
            case "take-role" ->
                world.events.takeRole(
                        world.server(in.text("server")), world.person(in.text("person")), in.text("role"));
            case "owner" -> world.events.changeOwner(world.server(in.text("server")), world.person(in.text("person")));
            case "rename" -> world.events.renamePerson(world.person(in.text("person")), in.text("name"), null);
            case "deauthorize" -> world.grants.revokeAll(world.person(in.text("person")).id);
            case "overwrite" -> overwrite(in);
            case "delete-webhook" -> world.events.deleteWebhook(in.text("webhook"));
            case "reset-token" -> world.gateway.resetToken(in.text("token"));
            case "random401" -> world.oddities.random401 = in.number("share", Double::parseDouble);
            case "faults" ->
                faults.next(in.text("method"), in.text("path"), in.number("times", Integer::parseInt), fault(in));
            case "gateway" -> gateway(in);
            default -> {
                return Reply.text(404, "404 page not found\n");
            }
        }
        return exchange.isForm() ? Reply.redirect(303, "/") : Reply.json(200, answer);
    }

    private static Fault fault(Fields in) {
        return switch (in.text("kind")) {
            case "cloudflare" -> DiscordFaults.cloudflare();
            case "html" -> Fault.html(502);
            case "limited" -> DiscordFaults.limited(in.number("seconds", Integer::parseInt));
            case "limited-without-headers" -> DiscordFaults.limited(0);
            case "unauthorized" -> DiscordFaults.unauthorized();
            case "shared-limit" -> DiscordFaults.sharedLimit(in.number("seconds", Integer::parseInt));
            case "lost-answer" -> Fault.resetAfterProcessing();
            case "reset" -> Fault.reset();
            case "hang" -> Fault.hang(UNENDING);
            case "stall" -> Fault.unfinished(Fault.Way.STALL, UNENDING);
            case "endless" -> Fault.unfinished(Fault.Way.ENDLESS, UNENDING);
            case "trickle" -> Fault.unfinished(Fault.Way.TRICKLE, UNENDING);
            default ->
                throw new BadInput("kind must be one of cloudflare, html, limited, limited-without-headers,"
                        + " shared-limit, unauthorized, lost-answer, reset, hang, stall, endless, trickle");
        };
    }

    private void changeRole(Fields in) {
        Server server = world.server(in.text("server"));
        world.events.changeRole(server, server.role(in.text("role")), in.permissions("permissions"));
    }

    /** Of the role @everyone. */
    private void overwrite(Fields in) {
        Server.Channel channel = world.channel(in.text("channel"));
        world.events.overwrite(
                channel,
                new Server.Overwrite(channel.serverId, false, in.permissions("allow"), in.permissions("deny")));
    }

    private void gateway(Fields in) {
        switch (in.text("action")) {
            case "close" -> world.gateway.closeAll(in.number("code", Integer::parseInt));
            case "refuse" -> world.gateway.refuseAll(in.number("code", Integer::parseInt));
            case "reconnect" -> world.gateway.askToReconnect();
            case "cut" -> world.gateway.cutAll();
            case "invalidate" -> world.gateway.invalidate(false);
            case "silence" -> world.gateway.silenceAll();
            default -> throw new BadInput("action must be one of close, refuse, reconnect, cut, invalidate, silence");
        }
    }

    private Reply messages() {
        ArrayNode all = JsonNodes.array();
        world.messages.all().forEach(message -> {
            ObjectNode node = all.addObject()
                    .put("id", message.id())
                    .put("server", message.serverId())
                    .put("channel", message.channelId())
                    .put("byWebhook", message.webhookId() != null)
                    .put("content", message.content())
                    .put("nonce", message.nonce());
            node.set("embeds", message.embeds());
            node.set("pings", JsonNodes.strings(message.pings()));
            node.set("edits", JsonNodes.strings(message.edits()));
        });
        return Errors.array(all);
    }

    private Reply servers() {
        ArrayNode all = JsonNodes.array();
        for (Server server : world.servers.values()) {
            ObjectNode node = all.addObject()
                    .put("id", server.id)
                    .put("name", server.name)
                    .put("owner", world.personById(server.ownerId).username)
                    .put("hasBot", world.hasBot(server));
            ArrayNode channels = node.putArray("channels");
            server.channels
                    .values()
                    .forEach(channel ->
                            channels.addObject().put("id", channel.id).put("name", channel.name));
            ArrayNode roles = node.putArray("roles");
            server.roles
                    .values()
                    .forEach(role -> roles.addObject().put("id", role.id).put("name", role.name));
            node.set(
                    "managers",
                    JsonNodes.strings(server.members.values().stream()
                            .filter(member -> Permissions.mayManage(server, member.person.id))
                            .map(member -> member.person.username)
                            .toList()));
        }
        return Errors.array(all);
    }

    private Reply requests() {
        ArrayNode all = JsonNodes.array();
        log.all()
                .forEach(entry -> all.addObject()
                        .put("method", entry.method())
                        .put("path", entry.path())
                        .put("status", entry.status())
                        .put("at", entry.at().toString()));
        return Errors.array(all);
    }

    private String page() {
        StringBuilder html = new StringBuilder("""
                <h1>Simulated Discord</h1>
                <p class="note">This stands in for Discord on your computer. Nothing here reaches the real Discord, and a restart forgets everything.</p>
                """);
        for (Server server : world.servers.values()) {
            html.append("<h2>%s</h2>%n<p>Owned by %s; the bot is %s.</p>%n"
                    .formatted(
                            Html.escape(server.name),
                            Html.escape(world.personById(server.ownerId).username),
                            world.hasBot(server) ? "in it" : "not in it"));
            for (Server.Channel channel : server.channels.values()) {
                channel(html, channel);
            }
        }
        html.append("""
                <h2>New server</h2>
                <form method="post" action="/simulator/servers">
                <label for="name">Name</label>
                <input id="name" name="name" required maxlength="100">
                <label for="owner">Owner's username</label>
                <input id="owner" name="owner" required pattern="[a-z0-9._]{2,32}" autocapitalize="none">
                <button class="main">Create server</button>
                </form>
                """);
        return Html.page("Simulated Discord", html.toString());
    }

    private void channel(StringBuilder html, Server.Channel channel) {
        List<PostedMessage> messages = world.messages.all().stream()
                .filter(message -> message.channelId().equals(channel.id))
                .toList();
        html.append("<h3>#%s</h3>%n".formatted(Html.escape(channel.name)));
        if (messages.isEmpty()) {
            html.append("<p>No messages yet.</p>\n");
            return;
        }
        html.append("<table>\n");
        for (PostedMessage message : messages.subList(Math.max(0, messages.size() - SHOWN), messages.size())) {
            StringBuilder cell = new StringBuilder(Html.escape(message.content()));
            for (JsonNode embed : message.embeds()) {
                cell.append("<br><strong>")
                        .append(Html.escape(embed.path("title").asText("")))
                        .append("</strong> ")
                        .append(Html.escape(embed.path("description").asText("")));
                embed.path("fields")
                        .forEach(field -> cell.append("<br>")
                                .append(Html.escape(field.path("name").asText("") + ": "
                                        + field.path("value").asText(""))));
                cell.append("<br>")
                        .append(Html.escape(embed.path("footer").path("text").asText("")));
            }
            html.append("<tr><td>%s%s</td><td>%s</td></tr>%n"
                    .formatted(
                            cell,
                            message.edits().isEmpty() ? "" : " <em>(edited)</em>",
                            message.pings().isEmpty()
                                    ? ""
                                    : "pings " + Html.escape(String.join(", ", message.pings()))));
        }
        html.append("</table>\n");
    }

    /** The members of a form or a JSON object. */
    private static final class Fields {
        private final Exchange exchange;
        private final ObjectNode json;

        private Fields(Exchange exchange) {
            this.exchange = exchange;
            ObjectNode parsed = exchange.isForm() ? JsonNodes.object() : JsonNodes.parseObject(exchange.body());
            if (parsed == null) {
                throw new BadInput("the body must be a JSON object or a form");
            }
            this.json = parsed;
        }

        private String text(String name) {
            String value = exchange.isForm()
                    ? exchange.form().first(name)
                    : json.path(name).asText("");
            if (value == null || value.isEmpty()) {
                throw new BadInput(name + " is missing");
            }
            return value;
        }

        private long permissions(String name) {
            return number(name, Long::parseUnsignedLong);
        }

        private <T extends Number> T number(String name, Function<String, T> read) {
            try {
                return read.apply(text(name));
            } catch (NumberFormatException e) {
                throw new BadInput(name + " must be a number");
            }
        }
    }
}
