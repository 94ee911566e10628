package bot.herald.discord.login;

import static java.nio.charset.StandardCharsets.UTF_8;

import bot.herald.auth.IdentityProvider;
import bot.herald.config.DiscordConfig;
import bot.herald.discord.login.DiscordHttp.Answer;
import bot.herald.identity.DiscordName;
import bot.herald.identity.DiscordProfile;
import bot.herald.identity.DiscordUserId;
import bot.herald.identity.Provider;
import bot.herald.identity.ProviderFailure;
import bot.herald.identity.Scope;
import bot.herald.identity.Secret;
import bot.herald.security.Sha256;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.URLEncoder;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * Discord's OAuth, and the requests that a person's own token allows.
 *
 * <p>Refresh tokens work only once. A 401 proves little: Discord also answers so for a missing scope, and sometimes for good tokens.
 * So a login ends only on the errors that {@link DiscordAnswers} names. Safe for concurrent use.
 */
public final class DiscordIdentity implements IdentityProvider {
    private static final long MILLISECONDS_BITS = 22;

    private final DiscordHttp http;
    private final DiscordConfig config;
    private final URI redirectUri;
    private final Clock clock;

    /** Whose token it is, by {@code /users/@me}. */
    public sealed interface Who {
        record Is(DiscordProfile profile) implements Who {}

        /** @param failure {@link ProviderFailure.Reauthorize} if Discord refuses the token, or the token lacks the scope */
        record Failed(ProviderFailure failure) implements Who {}
    }

    public DiscordIdentity(DiscordHttp http, DiscordConfig config, URI redirectUri, Clock clock) {
        this.http = http;
        this.config = config;
        this.redirectUri = redirectUri;
        this.clock = clock;
    }

    @Override
    public Provider provider() {
        return Provider.DISCORD;
    }

    /** Revoking one token ends all of this person's tokens for this application. */
    @Override
    public boolean revokesEveryGrant() {
        return true;
    }

    @Override
    public boolean demandsValidation() {
        return false;
    }

    @Override
    public URI authorizeUri(Set<Scope> scopes, String state, boolean choosing, Secret verifier) {
        Map<String, String> query = new TreeMap<>(Map.of(
                "client_id",
                config.clientId(),
                "redirect_uri",
                redirectUri.toString(),
                "response_type",
                "code",
                "scope",
                Scope.join(scopes),
                "state",
                state,
                "code_challenge",
                challenge(verifier),
                "code_challenge_method",
                "S256",
                "prompt",
                choosing ? "consent" : "none"));
        return URI.create(config.endpoints().oauth() + "/oauth2/authorize?"
                + query.entrySet().stream()
                        .map(field -> field.getKey() + "="
                                + URLEncoder.encode(field.getValue(), UTF_8).replace("+", "%20"))
                        .collect(Collectors.joining("&")));
    }

    private static String challenge(Secret verifier) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(Sha256.of(verifier.reveal()));
    }

    @Override
    public TokenAnswer exchangeCode(Secret code, Secret verifier) {
        return token(
                Map.of(
                        "grant_type", "authorization_code",
                        "code", code.reveal(),
                        "redirect_uri", redirectUri.toString(),
                        "code_verifier", verifier.reveal()),
                "code");
    }

    @Override
    public TokenAnswer refresh(Secret refreshToken) {
        return token(Map.of("grant_type", "refresh_token", "refresh_token", refreshToken.reveal()), "refresh_token");
    }

    private TokenAnswer token(Map<String, String> fields, String what) {
        return DiscordAnswers.token(http.post(oauth("/token"), asApplication(fields)), what);
    }

    /** In the form instead of HTTP Basic, which Discord has failed to read at times. */
    private Map<String, String> asApplication(Map<String, String> fields) {
        Map<String, String> all = new TreeMap<>(fields);
        all.put("client_id", config.clientId());
        all.put("client_secret", config.clientSecret().reveal());
        return all;
    }

    @Override
    public ValidationAnswer validate(Secret accessToken) {
        Answer answer = http.get(api("/oauth2/@me"), "Bearer", accessToken);
        if (!(answer instanceof Answer.Response response)) {
            return new ValidationAnswer.Unknown(DiscordAnswers.passing(answer));
        }
        if (response.status() == 401) {
            return new ValidationAnswer.Invalid();
        }
        Optional<DiscordProfile> profile = profile(response.body().path("user"));
        String application = response.body().path("application").path("id").asText("");
        if (!response.isSuccess() || profile.isEmpty() || application.isEmpty()) {
            return new ValidationAnswer.Unknown(DiscordAnswers.passing(response));
        }
        return new ValidationAnswer.Valid(
                application,
                profile.get().id(),
                profile.get().username(),
                StreamSupport.stream(response.body().path("scopes").spliterator(), false)
                        .flatMap(scope -> Scope.parse(scope.asText()).stream())
                        .collect(Collectors.toUnmodifiableSet()),
                left(response.body().path("expires").asText("")));
    }

    private Optional<Duration> left(String expires) {
        try {
            return Optional.of(Duration.between(
                            clock.instant(), OffsetDateTime.parse(expires).toInstant()))
                    .filter(left -> !left.isNegative() && !left.isZero());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    @Override
    public Optional<ProviderFailure> revoke(Secret accessToken) {
        Answer answer = http.post(oauth("/token/revoke"), asApplication(Map.of("token", accessToken.reveal())));
        if (answer instanceof Answer.Response response
                && response.body().path("error").asText("").equals("invalid_client")) {
            return Optional.of(new ProviderFailure.Misconfigured("invalid_client"));
        }
        boolean gone = answer instanceof Answer.Response response
                && (response.isSuccess() || response.status() == 400 || response.status() == 404);
        return gone ? Optional.empty() : Optional.of(DiscordAnswers.passing(answer));
    }

    /** The person's current profile. */
    Who who(Secret accessToken) {
        Answer answer = http.get(api("/users/@me"), "Bearer", accessToken);
        Optional<DiscordProfile> profile = answer instanceof Answer.Response response && response.isSuccess()
                ? profile(response.body())
                : Optional.empty();
        return profile.<Who>map(Who.Is::new).orElseGet(() -> new Who.Failed(refusal(answer)));
    }

    /** All servers of the person, by one request; empty if Discord gave no usable answer. */
    public Optional<List<OwnServer>> servers(Secret accessToken) {
        Answer answer = http.get(api("/users/@me/guilds?limit=200"), "Bearer", accessToken);
        if (!(answer instanceof Answer.Response response)
                || !response.isSuccess()
                || !response.body().isArray()) {
            return Optional.empty();
        }
        List<OwnServer> servers = new ArrayList<>();
        for (JsonNode one : response.body()) {
            String id = one.path("id").asText("");
            if (DiscordUserId.isValid(id)) {
                servers.add(new OwnServer(
                        id,
                        one.path("name").asText(""),
                        one.path("icon").asText(""),
                        one.path("owner").asBoolean(false),
                        permissions(one.path("permissions").asText("0"))));
            }
        }
        return Optional.of(List.copyOf(servers));
    }

    private static long permissions(String text) {
        try {
            return Long.parseUnsignedLong(text);
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    private static ProviderFailure refusal(Answer answer) {
        return answer instanceof Answer.Response response && (response.status() == 401 || response.status() == 403)
                ? new ProviderFailure.Reauthorize("Discord answered " + response.status())
                : DiscordAnswers.passing(answer);
    }

    private static Optional<DiscordProfile> profile(JsonNode user) {
        String id = user.path("id").asText("");
        String username = user.path("username").asText("");
        if (!DiscordUserId.isValid(id)) {
            return Optional.empty();
        }
        try {
            DiscordName name = new DiscordName(username);
            String shown = user.path("global_name").asText("").strip();
            return Optional.of(
                    new DiscordProfile(new DiscordUserId(id), name, shown.isEmpty() ? username : shown, avatar(user)));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** The address of the person's picture, or of Discord's default. */
    private static String avatar(JsonNode user) {
        String id = user.path("id").asText();
        String hash = user.path("avatar").asText("");
        if (hash.matches("[A-Za-z0-9_]{1,64}")) {
            String kind = hash.startsWith("a_") ? "gif" : "png";
            return "https://cdn.discordapp.com/avatars/" + id + "/" + hash + "." + kind + "?size=64";
        }
        // Accounts that still have a discriminator choose their default by it.
        int discriminator = user.path("discriminator").asInt(0);
        long which = discriminator > 0
                ? discriminator % 5
                : Long.remainderUnsigned(Long.parseUnsignedLong(id) >>> MILLISECONDS_BITS, 6);
        return "https://cdn.discordapp.com/embed/avatars/" + which + ".png";
    }

    private URI oauth(String path) {
        return URI.create(config.endpoints().oauth() + "/api/oauth2" + path);
    }

    private URI api(String path) {
        return URI.create(config.endpoints().api() + path);
    }
}
