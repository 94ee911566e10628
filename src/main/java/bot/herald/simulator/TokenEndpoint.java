package bot.herald.simulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code POST /oauth2/token}, for all grant types. */
final class TokenEndpoint {
    private static final String DEVICE_GRANT = "urn:ietf:params:oauth:grant-type:device_code";
    private static final List<String> SECRETS =
            List.of("client_secret", "code", "refresh_token", "device_code", "token");

    private final World world;
    private final AuthorizationCodes codes;
    private final DeviceCodes devices;
    private boolean secretsSeenInUrls;

    TokenEndpoint(World world, AuthorizationCodes codes, DeviceCodes devices) {
        this.world = world;
        this.codes = codes;
        this.devices = devices;
    }

    boolean secretsSeenInUrls() {
        return secretsSeenInUrls;
    }

    void noteSecrets(Exchange exchange) {
        secretsSeenInUrls |= SECRETS.stream().anyMatch(exchange.query()::has);
    }

    Reply handle(Exchange exchange) {
        noteSecrets(exchange);
        String clientId = exchange.field("client_id");
        String grantType = exchange.field("grant_type");
        if (clientId == null) {
            return Reply.oauthError(400, "missing client id");
        }
        if (!clientId.equals(world.options.clientId())) {
            return Reply.oauthError(400, "invalid client");
        }
        if (grantType == null) {
            return Reply.oauthError(400, "missing grant type");
        }
        String secret = exchange.field("client_secret");
        if (secret == null && !grantType.equals(DEVICE_GRANT)) {
            return Reply.oauthError(400, "missing client secret");
        }
        if (secret != null && !secret.equals(world.options.clientSecret())) {
            return Reply.oauthError(403, "invalid client secret");
        }
        return switch (grantType) {
            case "authorization_code" -> code(exchange);
            case "refresh_token" -> refresh(exchange);
            case "client_credentials" -> app();
            case DEVICE_GRANT -> device(exchange);
            default -> Reply.oauthError(400, "Invalid grant type");
        };
    }

    private Reply code(Exchange exchange) {
        String value = exchange.field("code");
        String redirectUri = exchange.field("redirect_uri");
        if (value == null) {
            return Reply.oauthError(400, "missing code");
        }
        if (redirectUri == null) {
            return Reply.oauthError(400, "missing redirect_uri");
        }
        AuthorizationCodes.Code code = codes.take(value);
        if (code == null) {
            return Reply.oauthError(400, "Invalid authorization code");
        }
        if (!code.redirectUri().equals(redirectUri)) {
            return Reply.oauthError(400, "Parameter redirect_uri does not match registered URI");
        }
        return pair(world.tokens.grant(code.userId(), code.scopes()));
    }

    private Reply refresh(Exchange exchange) {
        String value = exchange.field("refresh_token");
        if (value == null) {
            return Reply.oauthError(400, "missing refresh token");
        }
        Grant grant = world.tokens.byRefreshToken(value);
        if (grant == null) {
            return Reply.json(
                    400,
                    JsonNodes.object()
                            .put("error", "Bad Request")
                            .put("status", 400)
                            .put("message", "Invalid refresh token"));
        }
        return answer(world.tokens.refresh(grant), grant.refreshToken, world.options.tokenLifetime());
    }

    private Reply app() {
        return answer(world.tokens.newAppToken(), null, Tokens.APP_TOKEN_LIFETIME);
    }

    private Reply device(Exchange exchange) {
        String value = exchange.field("device_code");
        if (value == null) {
            return Reply.oauthError(400, "missing device code");
        }
        String scopes = exchange.field("scopes");
        if (scopes == null || exchange.field("scope") != null) {
            return Reply.oauthError(400, "missing scopes");
        }
        DeviceCodes.Outcome outcome = devices.poll(value, Scopes.split(scopes));
        if (outcome.approval() != null) {
            return pair(world.tokens.grant(
                    outcome.approval().userId(), outcome.approval().scopes()));
        }
        return Reply.oauthError(400, outcome.error());
    }

    private Reply pair(Grant grant) {
        return answer(world.tokens.newAccessToken(grant), grant.refreshToken, world.options.tokenLifetime());
    }

    private static Reply answer(AccessToken token, @Nullable String refreshToken, Duration lifetime) {
        ObjectNode body = JsonNodes.object().put("access_token", token.value).put("expires_in", lifetime.toSeconds());
        if (refreshToken != null) {
            body.put("refresh_token", refreshToken);
        }
        if (!token.scopes.isEmpty()) {
            body.set("scope", JsonNodes.strings(token.scopes));
        }
        return Reply.json(200, body.put("token_type", "bearer"));
    }
}
