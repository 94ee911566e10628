package bot.herald.simulator.discord;

import bot.herald.simulator.Exchange;
import bot.herald.simulator.JsonNodes;
import bot.herald.simulator.Reply;
import bot.herald.simulator.discord.Buckets.Rate;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Everything below {@code /api}: authenticates the caller, charges the rate limits and finds the endpoint. */
final class Api {
    private static final Rate OTHERS = new Rate(50, Duration.ofSeconds(1));
    private static final int MOST_SERVERS = 200;

    private final DiscordWorld world;
    private final DiscordTokenEndpoint tokens;
    private final ServersEndpoint servers;
    private final MessagesEndpoint messages;
    private final Random random = new Random(20);

    Api(DiscordWorld world) {
        this.world = world;
        this.tokens = new DiscordTokenEndpoint(world);
        this.servers = new ServersEndpoint(world);
        this.messages = new MessagesEndpoint(world);
    }

    /** @param path without {@code /api/v10} */
    Reply handle(Exchange exchange, String path) {
        if (world.buckets.isShutOut()) {
            return Errors.cloudflare(429);
        }
        Map<String, String> headers = new LinkedHashMap<>();
        Reply reply = answer(exchange, path, headers);
        world.buckets.count(reply);
        headers.put("Via", "1.1 google");
        return reply.with(headers);
    }

    private Reply answer(Exchange exchange, String path, Map<String, String> headers) {
        String agent = exchange.header("User-Agent");
        if (agent == null || !agent.startsWith("DiscordBot (")) {
            return Errors.api(403, 40333, "internal network error");
        }
        if (path.equals("/oauth2/token") && exchange.method().equals("POST")) {
            return tokens.token(exchange);
        }
        if (path.equals("/oauth2/token/revoke") && exchange.method().equals("POST")) {
            return tokens.revoke(exchange);
        }
        if (path.equals("/gateway")) {
            return Reply.json(200, JsonNodes.object().put("url", world.gateway.url()));
        }
        String[] parts = path.substring(1).split("/", -1);
        String route = exchange.method() + " " + path.replaceAll("\\d{15,}", "{id}");
        if (parts[0].equals("webhooks") && parts.length >= 3) {
            // The path holds the webhook's secret, which must not get into the bucket's name.
            String webhookRoute = exchange.method() + " webhooks " + parts.length;
            Reply limited = world.buckets.take(webhookRoute, parts[1], rate(exchange, parts), headers);
            return limited != null ? limited : messages.webhook(exchange, parts);
        }
        String authorization = exchange.header("Authorization");
        if (authorization != null && authorization.startsWith("Bearer ")) {
            Grants.Grant grant = world.grants.byAccessToken(authorization.substring(7));
            if (grant == null || random.nextDouble() < world.oddities.random401) {
                return Errors.unauthorized();
            }
            Reply limited = world.buckets.take(route, grant.personId, OTHERS, headers);
            return limited != null ? limited : person(exchange, parts, grant);
        }
        if (authorization == null || !authorization.equals("Bot " + world.botToken)) {
            return Errors.unauthorized();
        }
        Reply limited = world.buckets.takeGlobal();
        limited = limited != null
                ? limited
                : world.buckets.take(route, parts.length > 1 ? parts[1] : "", rate(exchange, parts), headers);
        return limited != null ? limited : bot(exchange, path, parts);
    }

    /** Discord limits posting and editing most. */
    private Rate rate(Exchange exchange, String[] parts) {
        String what = exchange.method() + " " + parts[0] + " " + parts.length;
        return switch (what) {
            case "POST webhooks 3" -> new Rate(world.options.messagesPerChannel(), Duration.ofSeconds(2));
            case "POST channels 3", "PATCH channels 4" ->
                new Rate(world.options.messagesPerChannel(), Duration.ofSeconds(5));
            default -> OTHERS;
        };
    }

    private Reply person(Exchange exchange, String[] parts, Grants.Grant grant) {
        String path = String.join("/", parts);
        if (!exchange.method().equals("GET")) {
            return Errors.notFound();
        }
        if (path.equals("oauth2/@me")) {
            return Reply.json(200, authorization(grant));
        }
        if (path.equals("users/@me")) {
            return grant.scopes.contains("identify")
                    ? Reply.json(200, DiscordJson.user(world.personById(grant.personId)))
                    : Errors.unauthorized();
        }
        if (path.equals("users/@me/guilds")) {
            return grant.scopes.contains("guilds") ? list(exchange, grant.personId) : Errors.unauthorized();
        }
        if (parts.length == 5 && path.startsWith("users/@me/guilds/") && parts[4].equals("member")) {
            Server server = world.servers.get(parts[3]);
            Server.Member member = server == null ? null : server.members.get(grant.personId);
            return !grant.scopes.contains("guilds.members.read")
                    ? Errors.unauthorized()
                    : member == null ? Errors.unknown(10004, "Guild") : Reply.json(200, DiscordJson.member(member));
        }
        return Errors.notFound();
    }

    private Reply list(Exchange exchange, String personId) {
        Integer limit = ServersEndpoint.limit(exchange, MOST_SERVERS, MOST_SERVERS);
        if (limit == null) {
            return Errors.outOfRange("limit", MOST_SERVERS);
        }
        ArrayNode list = JsonNodes.array();
        world.servers.values().stream()
                .filter(server -> server.members.containsKey(personId))
                .limit(limit)
                .forEach(server -> list.add(DiscordJson.listed(server, personId)));
        return Errors.array(list);
    }

    private ObjectNode authorization(Grants.Grant grant) {
        ObjectNode answer = JsonNodes.object().put("expires", DiscordJson.time(grant.expires));
        answer.set("application", DiscordJson.application(world));
        answer.set("scopes", JsonNodes.strings(grant.scopes));
        if (grant.scopes.contains("identify")) {
            answer.set("user", DiscordJson.user(world.personById(grant.personId)));
        }
        return answer;
    }

    private Reply bot(Exchange exchange, String path, String[] parts) {
        return switch (exchange.method() + " " + path) {
            case "GET /users/@me" -> Reply.json(200, DiscordJson.user(world.bot));
            case "GET /oauth2/applications/@me", "GET /applications/@me" ->
                Reply.json(200, DiscordJson.application(world));
            case "GET /gateway/bot" -> Reply.json(200, world.gateway.forBots());
            default -> {
                @Nullable
                Reply reply = parts[0].equals("channels")
                        ? messages.handle(exchange, parts)
                        : servers.handle(exchange, parts);
                yield reply == null ? Errors.notFound() : reply;
            }
        };
    }
}
