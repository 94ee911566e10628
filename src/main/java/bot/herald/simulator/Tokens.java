package bot.herald.simulator;

import bot.herald.simulator.SimulatorOptions.RefreshRotation;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Every grant and token of the one client. Guarded by {@link World}. */
final class Tokens {
    /** Beyond this, Twitch drops the oldest. */
    static final int ACCESS_TOKENS_PER_REFRESH_TOKEN = 50;

    static final Duration APP_TOKEN_LIFETIME = Duration.ofSeconds(4_999_199);

    /** An hour, and a few minutes' grace. */
    private static final Duration VALIDATED_EVERY = Duration.ofMinutes(65);

    /** How long a rotating refresh token lives unused. */
    private static final Duration UNUSED_LIFETIME = Duration.ofDays(30);

    private final SimulatorOptions options;
    private final Clock clock;
    private final Map<String, List<Grant>> byUser = new HashMap<>();
    private final Map<String, Grant> byRefreshToken = new HashMap<>();
    private final Map<String, AccessToken> accessTokens = new HashMap<>();

    private final Set<String> issued = new LinkedHashSet<>();
    private final Set<String> notValidated = new LinkedHashSet<>();

    Tokens(SimulatorOptions options) {
        this.options = options;
        this.clock = options.clock();
    }

    Grant grant(String userId, Set<String> scopes) {
        Grant grant = new Grant(userId, scopes, fresh(), clock.instant());
        byUser.computeIfAbsent(userId, user -> new ArrayList<>()).add(grant);
        renewRefreshToken(grant, grant.refreshToken);
        return grant;
    }

    /** Issues tokens as if the user had just authorized the app. */
    TokenPair pair(String userId, Set<String> scopes) {
        String unknown = Scopes.firstUnknown(scopes);
        if (unknown != null) {
            throw new BadInput("unknown scope '" + unknown + "'");
        }
        Grant grant = grant(userId, scopes);
        return new TokenPair(
                newAccessToken(grant).value,
                String.valueOf(grant.refreshToken),
                grant.scopes,
                options.tokenLifetime().toSeconds());
    }

    AccessToken newAccessToken(Grant grant) {
        Instant now = clock.instant();
        AccessToken token =
                new AccessToken(fresh(), grant.userId, grant.scopes, now, now.plus(options.tokenLifetime()));
        accessTokens.put(token.value, token);
        grant.accessTokens.addLast(token);
        if (grant.accessTokens.size() > ACCESS_TOKENS_PER_REFRESH_TOKEN) {
            accessTokens.remove(grant.accessTokens.removeFirst().value);
        }
        return token;
    }

    AccessToken newAppToken() {
        Instant now = clock.instant();
        AccessToken token = new AccessToken(fresh(), null, Set.of(), now, now.plus(APP_TOKEN_LIFETIME));
        accessTokens.put(token.value, token);
        return token;
    }

    @Nullable
    Grant byRefreshToken(String refreshToken) {
        Grant grant = byRefreshToken.get(refreshToken);
        return grant == null || isTooOld(grant) ? null : grant;
    }

    private boolean isTooOld(Grant grant) {
        return options.rotation() == RefreshRotation.ROTATE
                && clock.instant().isAfter(grant.issuedAt.plus(UNUSED_LIFETIME));
    }

    AccessToken refresh(Grant grant) {
        if (options.oldTokenDiesOnRefresh()) {
            dropAccessTokens(grant);
        }
        if (options.rotation() == RefreshRotation.ROTATE) {
            renewRefreshToken(grant, fresh());
            grant.issuedAt = clock.instant();
        }
        return newAccessToken(grant);
    }

    /** The token, or null if it is unknown, revoked or expired. */
    @Nullable
    AccessToken valid(String value) {
        AccessToken token = accessTokens.get(value);
        return token != null && clock.instant().isBefore(token.expiresAt) ? token : null;
    }

    /** Notes a call with the token: Twitch wants every user token validated hourly. */
    void used(AccessToken token) {
        if (token.userId != null && clock.instant().isAfter(token.validatedAt.plus(VALIDATED_EVERY))) {
            notValidated.add(token.userId);
        }
    }

    void validated(AccessToken token) {
        token.validatedAt = clock.instant();
    }

    /** The users whose tokens were used although nobody had validated them for more than an hour. */
    Set<String> notValidated() {
        return Set.copyOf(notValidated);
    }

    /** Ends an access token and, if it is a user's, its whole grant. Returns false for an unknown token. */
    boolean revoke(String value) {
        AccessToken token = accessTokens.remove(value);
        if (token == null) {
            return false;
        }
        if (token.userId != null) {
            grants(token.userId).stream()
                    .filter(grant -> grant.accessTokens.contains(token))
                    .findFirst()
                    .ifPresent(this::end);
        }
        return true;
    }

    void endAll(String userId) {
        grants(userId).forEach(this::end);
    }

    void expireAccessTokens(String userId) {
        grants(userId).forEach(grant -> grant.accessTokens.forEach(token -> token.expiresAt = clock.instant()));
    }

    void invalidateRefreshTokens(String userId) {
        grants(userId).forEach(grant -> renewRefreshToken(grant, null));
    }

    void expireAppTokens() {
        accessTokens.values().stream().filter(AccessToken::isApp).forEach(token -> token.expiresAt = clock.instant());
    }

    /** Whether the user has authorized the app and not disconnected it since. */
    boolean connected(String userId) {
        return byUser.containsKey(userId);
    }

    /** The scopes of all the user's authorizations together. */
    Set<String> grantedScopes(String userId) {
        Set<String> scopes = new LinkedHashSet<>();
        grants(userId).forEach(grant -> scopes.addAll(grant.scopes));
        return scopes;
    }

    private List<Grant> grants(String userId) {
        return List.copyOf(byUser.getOrDefault(userId, List.of()));
    }

    private void renewRefreshToken(Grant grant, @Nullable String refreshToken) {
        if (grant.refreshToken != null) {
            byRefreshToken.remove(grant.refreshToken);
        }
        grant.refreshToken = refreshToken;
        if (refreshToken != null) {
            byRefreshToken.put(refreshToken, grant);
        }
    }

    /** Every token and code ever issued. */
    Set<String> issued() {
        return Set.copyOf(issued);
    }

    String fresh() {
        String token = Randoms.token();
        issued.add(token);
        return token;
    }

    private void end(Grant grant) {
        dropAccessTokens(grant);
        renewRefreshToken(grant, null);
        byUser.computeIfPresent(grant.userId, (user, all) -> {
            all.remove(grant);
            return all.isEmpty() ? null : all;
        });
    }

    private void dropAccessTokens(Grant grant) {
        grant.accessTokens.forEach(token -> accessTokens.remove(token.value));
        grant.accessTokens.clear();
    }
}
