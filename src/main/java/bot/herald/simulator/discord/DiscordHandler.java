package bot.herald.simulator.discord;

import bot.herald.simulator.Exchange;
import bot.herald.simulator.Faults;
import bot.herald.simulator.Params;
import bot.herald.simulator.Reply;
import bot.herald.simulator.RequestLog;
import bot.herald.simulator.SimulatedService;
import java.util.Set;
import java.util.regex.Pattern;
import org.eclipse.jetty.io.EndPoint;
import org.jspecify.annotations.Nullable;

/** Handles every request to the simulated Discord. */
final class DiscordHandler extends SimulatedService {
    private static final Pattern VERSION = Pattern.compile("^/api(/v(9|10))?(?=/)");

    private final DiscordWorld world;
    private final AuthorizePage authorize;
    private final Api api;
    private final ControlPages control;

    DiscordHandler(DiscordWorld world, Faults faults, RequestLog log) {
        super(world, faults, log);
        this.world = world;
        this.authorize = new AuthorizePage(world);
        this.api = new Api(world);
        this.control = new ControlPages(world, faults, log);
    }

    @Override
    protected boolean isReal(String path) {
        return path.startsWith("/api/") || path.startsWith("/oauth2/");
    }

    @Override
    protected boolean isSocket(String path) {
        return path.equals("/gateway") || path.startsWith("/gateway/");
    }

    @Override
    protected @Nullable GatewaySocket socket(Params query, EndPoint endPoint) {
        boolean isUnderstood = "json".equals(query.first("encoding")) && query.first("compress") == null;
        return isUnderstood ? new GatewaySocket(world, query, endPoint) : null;
    }

    @Override
    protected Reply route(Exchange exchange) {
        String path = exchange.path();
        if (path.equals("/oauth2/authorize") || path.equals("/api/oauth2/authorize")) {
            return exchange.method().equals("POST") ? authorize.decide(exchange) : authorize.show(exchange);
        }
        if (path.startsWith("/api/")) {
            return api.handle(exchange, VERSION.matcher(path).replaceFirst(""));
        }
        return control.handle(exchange);
    }

    /** The owner of the token in the request. */
    @Override
    protected Set<String> concerned(Exchange exchange) {
        String refreshToken = exchange.form().first("refresh_token");
        String bearer = exchange.header("Authorization");
        return world.get(() -> {
            Grants.Grant byRefresh = refreshToken == null ? null : world.grants.byRefreshToken(refreshToken);
            Grants.Grant byAccess =
                    bearer == null ? null : world.grants.byAccessToken(bearer.substring(bearer.indexOf(' ') + 1));
            Grants.Grant grant = byRefresh == null ? byAccess : byRefresh;
            return grant == null ? Set.of() : Set.of(grant.personId);
        });
    }

    @Override
    protected void planned(Reply reply) {
        world.buckets.count(reply);
    }

    @Override
    protected Reply failure(int status, String why) {
        return Errors.api(status, 0, why.isEmpty() ? status + ": after it was done" : why);
    }

    /** Hides the secret in a webhook's URL. */
    @Override
    protected String logged(String path) {
        return isSocket(path) ? "/gateway" : path.replaceAll("(/webhooks/\\d+/)[^/]+", "$1{token}");
    }
}
