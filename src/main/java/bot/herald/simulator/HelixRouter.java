package bot.herald.simulator;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Authenticates calls to Helix, charges the rate limit and finds the endpoint. Guarded by {@link World}. */
final class HelixRouter {
    private static final String PREFIX = "/helix";

    private final World world;
    private final ConduitEndpoints conduits;
    private final Map<String, Map<String, Function<HelixRequest, Reply>>> routes = new LinkedHashMap<>();

    HelixRouter(World world) {
        this.world = world;
        new LookupEndpoints(world).register(this);
        new ChatMessageEndpoint(world).register(this);
        new ShoutoutEndpoints(world).register(this);
        new ModeratorEndpoints(world).register(this);
        new ModerationEndpoints(world).register(this);
        new ChatProtectionEndpoints(world).register(this);
        new BroadcastEndpoints(world).register(this);
        new MomentEndpoints(world).register(this);
        world.polls.register(this);
        new SubscriptionEndpoints(world).register(this);
        conduits = new ConduitEndpoints(world);
        conduits.register(this);
    }

    void add(String method, String path, Function<HelixRequest, Reply> endpoint) {
        routes.computeIfAbsent(path, key -> new LinkedHashMap<>()).put(method, endpoint);
    }

    Reply handle(Exchange exchange) {
        conduits.removeAbandoned();
        AccessToken token = null;
        Reply problem = null;
        try {
            token = authenticate(exchange);
        } catch (HelixError e) {
            problem = e.reply();
        }
        // A call without a valid token pays no points, but its answer has the headers too.
        String bucket = token == null ? "unknown" : token.userId == null ? "app" : "user " + token.userId;
        RateLimits.Ticket ticket = world.rateLimits.take(bucket, token == null ? 0 : 1);
        return answer(exchange, token, problem, ticket).with(ticket.headers());
    }

    private Reply answer(
            Exchange exchange, @Nullable AccessToken token, @Nullable Reply problem, RateLimits.Ticket ticket) {
        Map<String, Function<HelixRequest, Reply>> methods =
                routes.get(exchange.path().substring(PREFIX.length()));
        if (methods == null) {
            return Reply.text(404, "404 page not found\n");
        }
        Function<HelixRequest, Reply> endpoint = methods.get(exchange.method());
        if (endpoint == null) {
            return Reply.empty(405);
        }
        if (problem != null || token == null) {
            return problem == null ? Reply.helixError(401, "Invalid OAuth token") : problem;
        }
        if (!ticket.allowed()) {
            return Reply.helixError(429, "Too Many Requests");
        }
        try {
            return endpoint.apply(new HelixRequest(exchange, token, world));
        } catch (HelixError e) {
            return e.reply();
        }
    }

    private AccessToken authenticate(Exchange exchange) {
        String authorization = exchange.header("Authorization");
        if (authorization == null || !authorization.regionMatches(true, 0, "Bearer ", 0, 7)) {
            throw new HelixError(401, "OAuth token is missing");
        }
        String clientId = exchange.header("Client-Id");
        if (clientId == null) {
            throw new HelixError(401, "Client ID is missing");
        }
        AccessToken token = world.tokens.valid(authorization.substring(7).trim());
        if (token == null) {
            throw new HelixError(401, "Invalid OAuth token");
        }
        if (!clientId.equals(world.options.clientId())) {
            throw new HelixError(401, "Client ID and OAuth token do not match");
        }
        world.tokens.used(token);
        return token;
    }
}
