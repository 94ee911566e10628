package bot.herald.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The controls over HTTP, {@code /simulator/*}, and the home page. */
final class ControlEndpoints {
    private final World world;
    private final FaultControl faultControl;
    private final RequestLog log;
    private final Sockets sockets;
    private final RedirectUris redirectUris;
    private final EventControls eventControls;
    private final HomePage home;

    ControlEndpoints(
            World world, Faults faults, RequestLog log, Sockets sockets, RedirectUris redirectUris, String baseUrl) {
        this.world = world;
        this.faultControl = new FaultControl(faults);
        this.log = log;
        this.sockets = sockets;
        this.redirectUris = redirectUris;
        this.home = new HomePage(world, redirectUris, baseUrl);
        this.eventControls = new EventControls(world);
    }

    Reply handle(Exchange exchange) {
        return switch (exchange.method() + " " + exchange.path()) {
            case "GET /" -> Reply.html(200, home.render(exchange.query().first("channel"), ""));
            case "GET /simulator/chat" ->
                Reply.html(200, home.chat(exchange.query().first("channel")));
            case "GET /simulator/messages" ->
                list(world.chat.sentByApps().stream().map(this::message).toList());
            case "GET /simulator/moderation" ->
                list(world.moderations.all().stream().map(this::moderation).toList());
            case "GET /simulator/subscriptions" ->
                list(world.subscriptions
                        .all()
                        .map(subscription -> subscription.toApiJson().put("token_user_id", subscription.tokenUserId))
                        .toList());
            case "GET /simulator/requests" ->
                list(log.all().stream().map(ControlEndpoints::entry).toList());
            case "GET /simulator/accounts" ->
                list(world.accounts.all().stream()
                        .map(ControlEndpoints::account)
                        .toList());
            default -> {
                if (exchange.path().startsWith(Pictures.PATH)) {
                    yield Pictures.reply(exchange.path());
                }
                yield exchange.method().equals("POST") ? submitted(exchange) : Reply.text(404, "404 page not found\n");
            }
        };
    }

    private static ObjectNode account(SimulatedUser user) {
        return JsonNodes.object()
                .put("id", user.id())
                .put("login", user.login())
                .put("displayName", user.displayName());
    }

    /** Forms get the page again, scripts get the result as JSON. */
    private Reply submitted(Exchange exchange) {
        refuseForeignPages(exchange);
        if (!exchange.isForm()) {
            return control(exchange);
        }
        String channel = exchange.form().first("channel");
        String shown = channel == null ? exchange.form().first("to") : channel;
        try {
            Reply done = control(exchange);
            return done.status() == 200
                    ? Reply.redirect(303, shown == null || !Accounts.isLogin(shown) ? "/" : "/?channel=" + shown)
                    : done;
        } catch (BadInput e) {
            return Reply.html(400, home.render(shown, e.text()));
        }
    }

    private Reply control(Exchange exchange) {
        Input in = Input.of(exchange, world);
        ObjectNode answer = switch (exchange.path()) {
            case "/simulator/revoke" -> revoke(in);
            case "/simulator/delete-account" -> delete(in);
            case "/simulator/faults" -> faultControl.plan(in);
            case "/simulator/own-lines" -> ownLines(in);
            case "/simulator/oddities" -> oddities(in);
            case "/simulator/drop-messages" -> dropMessages(in);
            case "/simulator/withdraw" -> withdraw(in);
            case "/simulator/chat-settings" -> chatSettings(in);
            case "/simulator/sockets" -> sockets(in);
            case "/simulator/redirect-uris" -> redirects(in);
            case "/simulator/accounts" ->
                JsonNodes.object().put("id", in.account("login").id());
            default -> eventControls.handle(exchange.path(), in);
        };
        if (answer == null) {
            return Reply.text(404, "404 page not found\n");
        }
        return Reply.json(200, answer);
    }

    /** Protects the controls from pages of other sites that are open in the same browser. */
    private void refuseForeignPages(Exchange exchange) {
        String host = exchange.header("Host");
        String origin = exchange.header("Origin");
        boolean loopback = host != null && host.matches("(127\\.0\\.0\\.1|localhost)(:\\d+)?");
        if (!loopback || (origin != null && !origin.equals("http://" + host))) {
            throw new BadInput("requests from pages of another origin are refused");
        }
    }

    private ObjectNode revoke(Input in) {
        world.disconnect(in.account("user").id());
        return JsonNodes.object().put("revoked", true);
    }

    private ObjectNode delete(Input in) {
        world.delete(in.account("user").id());
        return JsonNodes.object().put("deleted", true);
    }

    private ObjectNode oddities(Input in) {
        Oddities oddities = world.oddities;
        oddities.noModeratorStatus = in.number("noModeratorStatus", oddities.noModeratorStatus);
        oddities.noModeratorMessage = in.textOr("noModeratorMessage", oddities.noModeratorMessage);
        oddities.doubled = in.flag("doubled");
        oddities.followersHidden = in.flag("followersHidden");
        oddities.moderatedChannelsCut = in.flag("moderatedChannelsCut");
        oddities.shortPages = in.flag("shortPages");
        oddities.clipsRestricted = in.flag("clipsRestricted");
        oddities.clipsFail = in.flag("clipsFail");
        oddities.streamsDelay = Duration.ofSeconds(in.number("streamsDelay", 0));
        String held = in.textOr("hold", "");
        if (held.isEmpty()) {
            oddities.release();
        } else {
            oddities.held = held;
        }
        return JsonNodes.object().put("held", held);
    }

    private ObjectNode withdraw(Input in) {
        String type = in.text("type");
        String version = in.wordOr("version", "1");
        if (SubscriptionTypes.find(type, version) == null) {
            throw new BadInput("there is no type '" + type + "' with version " + version);
        }
        world.oddities.withdraw(type, version);
        return JsonNodes.object().put("withdrawn", true);
    }

    /** Settings that are missing are switched off. */
    private ObjectNode chatSettings(Input in) {
        SimulatedChannel channel = world.channel(in.account("channel").id());
        boolean isFollowersOnly = !in.wordOr("followersOnly", "").isEmpty();
        channel.followersOnlyMinutes = isFollowersOnly ? (Integer) in.number("followersOnly", 0) : null;
        channel.slowSeconds = in.number("slow", 0);
        channel.subscribersOnly = in.flag("subscribersOnly");
        channel.emotesOnly = in.flag("emotesOnly");
        return JsonNodes.object().put("changed", true);
    }

    /** Delays the events of messages that apps send, and drops those of the next {@code missing}. */
    private ObjectNode ownLines(Input in) {
        int missing = in.number("missing", 0);
        world.chat.ownLines(Duration.ofMillis(in.number("millis", 0)), missing);
        return JsonNodes.object().put("missing", missing);
    }

    private ObjectNode dropMessages(Input in) {
        int times = in.times();
        world.chat.rules().drop(in.account("channel").id(), in.text("code"), times);
        return JsonNodes.object().put("planned", times);
    }

    private ObjectNode sockets(Input in) {
        String user = in.textOr("user", "");
        String id = user.isEmpty() ? "" : in.account("user").id();
        int met = switch (in.text("action")) {
            case "close" ->
                id.isEmpty() ? sockets.closeAll(in.number("code", 4000)) : sockets.close(id, in.number("code", 4000));
            case "cut" -> id.isEmpty() ? sockets.cutAllTcp() : sockets.cutTcp(id);
            case "disable-shards" -> sockets.disableShards();
            case "silence" -> id.isEmpty() ? sockets.silenceAll() : sockets.silence(id);
            case "reconnect" -> id.isEmpty() ? sockets.reconnectAll() : sockets.reconnect(id);
            default -> throw new BadInput("action must be one of close, cut, silence, reconnect, disable-shards");
        };
        return JsonNodes.object().put("sockets", met);
    }

    private ObjectNode redirects(Input in) {
        List<String> uris = new ArrayList<>();
        for (String uri : in.text("uris").split(" ", -1)) {
            if (!URI.create(uri).isAbsolute()) {
                throw new BadInput("redirect addresses must be absolute");
            }
            uris.add(uri);
        }
        redirectUris.replace(uris);
        return JsonNodes.object().put("registered", uris.size());
    }

    private ObjectNode message(SentMessage message) {
        return JsonNodes.object()
                .put("messageId", message.messageId())
                .put("channel", login(message.broadcasterId()))
                .put("sender", login(message.senderId()))
                .put("text", message.text())
                .put("replyTo", message.replyTo())
                .put("sent", message.sent())
                .put("dropReason", message.dropReason())
                .put("at", message.at().toString());
    }

    private ObjectNode moderation(ModerationAction action) {
        return JsonNodes.object()
                .put("kind", action.kind().text())
                .put("channel", login(action.broadcasterId()))
                .put("moderator", login(action.moderatorId()))
                .put("target", action.targetId() == null ? null : login(action.targetId()))
                .put("detail", action.detail())
                .put("at", action.at().toString());
    }

    private @Nullable String login(String id) {
        SimulatedUser user = world.accounts.find(id);
        return user == null ? null : user.login();
    }

    private static ObjectNode entry(RequestLog.Entry entry) {
        return JsonNodes.object()
                .put("method", entry.method())
                .put("path", entry.path())
                .put("status", entry.status())
                .put("at", entry.at().toString());
    }

    private static Reply list(List<? extends JsonNode> items) {
        ObjectNode body = JsonNodes.object();
        ArrayNode data = body.putArray("data");
        items.forEach(data::add);
        return Reply.json(200, body);
    }
}
