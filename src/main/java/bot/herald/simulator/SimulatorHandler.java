package bot.herald.simulator;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.eclipse.jetty.io.EndPoint;

/** Handles every request to the simulated Twitch. */
final class SimulatorHandler extends SimulatedService {
    private static final Pattern NUMBER = Pattern.compile("\\b\\d+\\b");

    private final World world;
    private final OAuthEndpoints oauth;
    private final HelixRouter helix;
    private final ControlEndpoints control;

    SimulatorHandler(
            World world,
            Faults faults,
            RequestLog log,
            OAuthEndpoints oauth,
            HelixRouter helix,
            ControlEndpoints control) {
        super(world, faults, log);
        this.world = world;
        this.oauth = oauth;
        this.helix = helix;
        this.control = control;
    }

    @Override
    protected boolean isReal(String path) {
        return path.startsWith("/oauth2/") || path.startsWith("/helix/");
    }

    @Override
    protected boolean isSocket(String path) {
        return path.equals("/ws");
    }

    @Override
    protected EventSubServerSocket socket(Params query, EndPoint endPoint) {
        return new EventSubServerSocket(world, query, endPoint);
    }

    @Override
    protected Reply route(Exchange exchange) {
        String path = exchange.path();
        if (path.startsWith("/helix/")) {
            return helix.handle(exchange);
        }
        if (path.startsWith("/oauth2/") || path.equals("/activate")) {
            return oauth.handle(exchange);
        }
        return control.handle(exchange);
    }

    /** The accounts that a request names or whose token it bears, among all other values and numbers in it. */
    @Override
    protected Set<String> concerned(Exchange exchange) {
        Set<String> ids = new HashSet<>();
        NUMBER.matcher(exchange.body()).results().forEach(number -> ids.add(number.group()));
        for (Params values : List.of(exchange.query(), exchange.form())) {
            values.names().forEach(name -> ids.addAll(values.all(name)));
        }
        String refreshToken = exchange.form().first("refresh_token");
        String bearer = exchange.header("Authorization");
        world.get(() -> {
            Grant grant = refreshToken == null ? null : world.tokens.byRefreshToken(refreshToken);
            AccessToken token = bearer == null ? null : world.tokens.valid(bearer.substring(bearer.indexOf(' ') + 1));
            if (grant != null) {
                ids.add(grant.userId);
            }
            return token == null || token.userId == null || ids.add(token.userId);
        });
        return ids;
    }

    @Override
    protected Reply failure(int status, String why) {
        return why.isEmpty() ? Reply.helixError(status, why) : Reply.oauthError(status, why);
    }
}
