package bot.herald.simulator.discord;

import bot.herald.simulator.Exchange;
import bot.herald.simulator.JsonNodes;
import bot.herald.simulator.Reply;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** {@code POST /api/oauth2/token} and {@code /token/revoke}, which take only forms. */
final class DiscordTokenEndpoint {
    private final DiscordWorld world;

    DiscordTokenEndpoint(DiscordWorld world) {
        this.world = world;
    }

    Reply token(Exchange exchange) {
        String grantType = exchange.form().first("grant_type");
        if (!exchange.isForm() || grantType == null) {
            return unsupported();
        }
        if (!isClient(exchange)) {
            return Errors.oauth(401, "invalid_client", "");
        }
        return switch (grantType) {
            case "authorization_code" -> code(exchange);
            case "refresh_token" -> refresh(exchange);
            case "client_credentials" -> owner(exchange);
            default -> unsupported();
        };
    }

    Reply revoke(Exchange exchange) {
        if (!exchange.isForm()) {
            return unsupported();
        }
        if (!isClient(exchange)) {
            return Errors.oauth(401, "invalid_client", "");
        }
        String token = String.valueOf(exchange.form().first("token"));
        Grants.Grant grant = world.grants.byRefreshToken(token);
        Grants.Grant found = grant == null ? world.grants.byAccessToken(token) : grant;
        if (found != null) {
            world.grants.revokeAll(found.personId);
        }
        return Reply.json(200, JsonNodes.object());
    }

    private static Reply unsupported() {
        return Errors.oauth(400, "unsupported_grant_type", "Grant type None is not supported");
    }

    private boolean isClient(Exchange exchange) {
        String id = exchange.form().first("client_id");
        String secret = exchange.form().first("client_secret");
        String header = exchange.header("Authorization");
        if (header != null && header.startsWith("Basic ")) {
            String pair = decoded(header.substring(6));
            int colon = pair.indexOf(':');
            id = pair.substring(0, Math.max(0, colon));
            secret = pair.substring(colon + 1);
        }
        return world.options.clientId().equals(id)
                && world.options.clientSecret().equals(secret);
    }

    /** Empty if it is not Base64. */
    private static String decoded(String base64) {
        try {
            return new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return "";
        }
    }

    private Reply code(Exchange exchange) {
        Grants.Code code = world.grants.takeCode(String.valueOf(exchange.form().first("code")));
        if (code == null) {
            return invalid("Invalid \"code\" in request.");
        }
        if (!code.redirectUri().equals(exchange.form().first("redirect_uri"))) {
            return invalid("Invalid \"redirect_uri\" in request.");
        }
        if (code.challenge() != null
                && !isProven(code.challenge(), exchange.form().first("code_verifier"))) {
            return invalid("Invalid \"code_verifier\" in request.");
        }
        ObjectNode answer = answer(world.grants.grant(code.personId(), code.scopes(), world.oddities.narrowed));
        if (code.serverId() != null) {
            answer.set("guild", DiscordJson.server(world.server(code.serverId())));
        }
        if (code.webhookId() != null) {
            answer.set("webhook", world.messages.webhook(code.webhookId()));
        }
        return Reply.json(200, answer);
    }

    private Reply refresh(Exchange exchange) {
        Grants.Grant grant = world.grants.refresh(String.valueOf(exchange.form().first("refresh_token")));
        return grant == null ? invalid("Invalid \"refresh_token\" in request.") : Reply.json(200, answer(grant));
    }

    /** Client credentials give a token of the app's owner, without a refresh token. */
    private Reply owner(Exchange exchange) {
        String scope = exchange.form().first("scope");
        Set<String> scopes = scope == null ? Set.of("identify") : Set.copyOf(List.of(scope.split(" ", -1)));
        ObjectNode answer = answer(world.grants.grant(world.person("appowner").id, scopes, ""));
        answer.remove("refresh_token");
        return Reply.json(200, answer);
    }

    private Reply invalid(String description) {
        return Errors.oauth(400, world.oddities.oldWords ? "invalid_request" : "invalid_grant", description);
    }

    private static ObjectNode answer(Grants.Grant grant) {
        return JsonNodes.object()
                .put("token_type", "Bearer")
                .put("access_token", grant.accessToken)
                .put("expires_in", Grants.LIFETIME.toSeconds())
                .put("refresh_token", grant.refreshToken)
                .put("scope", String.join(" ", grant.scopes));
    }

    private static boolean isProven(String challenge, @Nullable String verifier) {
        if (verifier == null || !verifier.matches("[A-Za-z0-9._~-]{43,128}")) {
            return false;
        }
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII));
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(digest)
                    .equals(challenge);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java has no SHA-256", e);
        }
    }
}
