package bot.herald.auth;

import bot.herald.identity.Secret;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The text form of a stored token: {@code {"refreshToken","accessToken","expiresAt","tokenType"}}.
 *
 * <p>Also reads a bare refresh token, as older bots stored it. The text is in clear: seal it before storing or sending
 * it.
 */
public final class StoredTokenJson {
    private static final ObjectMapper JSON = new ObjectMapper();

    private static final String IRC_PREFIX = "oauth:";
    /** The characters that RFC 6750 allows in a bearer token. */
    private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9._~+/-]+=*");

    private StoredTokenJson() {}

    public static String write(StoredToken token) {
        ObjectNode json = JSON.createObjectNode();
        token.refreshToken().ifPresent(secret -> json.put("refreshToken", secret.reveal()));
        token.accessToken().ifPresent(secret -> json.put("accessToken", secret.reveal()));
        token.expiresAt().ifPresent(at -> json.put("expiresAt", at.toString()));
        json.put("tokenType", token.tokenType());
        return json.toString();
    }

    /**
     * Reads what {@link #write} or an older bot wrote.
     *
     * @throws IllegalArgumentException if it is neither a JSON object with a token nor a bare refresh token; the message
     *     does not quote it
     */
    public static StoredToken read(String text) {
        String stripped = text.strip();
        if (!stripped.startsWith("{")) {
            return bareRefreshToken(stripped);
        }
        JsonNode json = parse(stripped);
        StoredToken token = new StoredToken(
                secret(json, "refreshToken"),
                secret(json, "accessToken"),
                instant(json),
                json.path("tokenType").asText("bearer"));
        if (token.refreshToken().isEmpty() && token.accessToken().isEmpty()) {
            throw new IllegalArgumentException("the stored token holds neither a refresh nor an access token");
        }
        return token;
    }

    private static StoredToken bareRefreshToken(String text) {
        return new StoredToken(Optional.of(bare(text)), Optional.empty(), Optional.empty(), "bearer");
    }

    /**
     * A bare token, without the {@code oauth:} that IRC tools put in front of it.
     *
     * @throws IllegalArgumentException if it is none: empty, broken JSON or anything else with characters that no token
     * contains
     */
    public static Secret bare(String text) {
        String token = withoutPrefix(text);
        if (!TOKEN.matcher(token).matches()) {
            throw new IllegalArgumentException("the stored token is empty or not readable");
        }
        return new Secret(token);
    }

    private static String withoutPrefix(String token) {
        return token.startsWith(IRC_PREFIX) ? token.substring(IRC_PREFIX.length()) : token;
    }

    private static JsonNode parse(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            // Jackson's message quotes the text, so it is not passed on.
            throw new IllegalArgumentException("the stored token is broken JSON");
        }
    }

    private static Optional<Secret> secret(JsonNode json, String field) {
        String value = json.path(field).asText("");
        return value.isBlank() ? Optional.empty() : Optional.of(new Secret(withoutPrefix(value)));
    }

    private static Optional<Instant> instant(JsonNode json) {
        String value = json.path("expiresAt").asText("");
        if (value.isBlank()) {
            return Optional.empty();
        }
        try {
            return Optional.of(Instant.parse(value));
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("the stored token's expiresAt is not an ISO-8601 instant");
        }
    }
}
