package bot.herald.simulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Everything under {@code /oauth2}, and {@code /activate}. */
final class OAuthEndpoints {
    private final World world;
    private final AuthorizeEndpoint authorize;
    private final TokenEndpoint token;
    private final DeviceEndpoint device;

    OAuthEndpoints(World world, RedirectUris redirectUris, String baseUrl) {
        AuthorizationCodes codes = new AuthorizationCodes(world.clock, world.tokens::fresh);
        DeviceCodes devices = new DeviceCodes(world.clock);
        this.world = world;
        this.authorize = new AuthorizeEndpoint(world, redirectUris, codes);
        this.token = new TokenEndpoint(world, codes, devices);
        this.device = new DeviceEndpoint(world, devices, baseUrl);
    }

    boolean secretsSeenInUrls() {
        return token.secretsSeenInUrls();
    }

    Reply handle(Exchange exchange) {
        return switch (exchange.method() + " " + exchange.path()) {
            case "GET /oauth2/authorize" -> authorize.show(exchange);
            case "POST /oauth2/authorize" -> authorize.decide(exchange);
            case "POST /oauth2/token" -> token.handle(exchange);
            case "POST /oauth2/device" -> device.start(exchange);
            case "GET /oauth2/validate" -> validate(exchange);
            case "POST /oauth2/revoke" -> revoke(exchange);
            case "GET /activate" -> device.show(exchange);
            case "POST /activate" -> device.decide(exchange);
            default -> Reply.text(404, "404 page not found\n");
        };
    }

    private Reply validate(Exchange exchange) {
        String value = credentials(exchange.header("Authorization"));
        if (value == null) {
            return Reply.oauthError(401, "missing authorization token");
        }
        AccessToken valid = world.tokens.valid(value);
        if (valid == null) {
            return Reply.oauthError(401, "invalid access token");
        }
        world.tokens.validated(valid);
        ObjectNode body = JsonNodes.object().put("client_id", world.options.clientId());
        if (valid.userId != null) {
            body.put("login", world.accounts.get(valid.userId).login()).put("user_id", valid.userId);
        }
        // Twitch sends null, not an empty list.
        body.set("scopes", valid.scopes.isEmpty() ? null : JsonNodes.strings(valid.scopes));
        return Reply.json(
                200,
                body.put(
                        "expires_in",
                        Duration.between(world.now(), valid.expiresAt).toSeconds()));
    }

    private Reply revoke(Exchange exchange) {
        token.noteSecrets(exchange);
        String clientId = exchange.field("client_id");
        String value = exchange.field("token");
        if (clientId == null || !clientId.equals(world.options.clientId())) {
            return Reply.oauthError(400, "Invalid client_id: " + (clientId == null ? "" : clientId));
        }
        if (value == null) {
            return Reply.oauthError(400, "missing oauth token");
        }
        if (!world.tokens.revoke(value)) {
            return Reply.oauthError(400, "Invalid token");
        }
        world.authorizations.recheck();
        return Reply.empty(200);
    }

    private static @Nullable String credentials(@Nullable String authorization) {
        if (authorization == null) {
            return null;
        }
        for (String scheme : new String[] {"OAuth ", "Bearer "}) {
            if (authorization.regionMatches(true, 0, scheme, 0, scheme.length())) {
                return authorization.substring(scheme.length()).trim();
            }
        }
        return null;
    }
}
