package bot.herald.simulator;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Every grant and token of the one client. Guarded by {@link World}. */
final class Tokens {
    /** Twitch drops the oldest beyond this. */
    static final int ACCESS_TOKENS_PER_REFRESH_TOKEN = 50;

    static final Duration APP_TOKEN_LIFETIME = Duration.ofSeconds(4_999_199);

    /** A rotating refresh token that nobody uses dies. */
    private static final Duration UNUSED_LIFETIME = Duration.ofDays(30);

    private final SimulatorOptions options;
    private final Clock clock;
    private final List<Grant> grants = new ArrayList<>();
    private final Map<String, AccessToken> accessTokens = new HashMap<>();

    private final Set<String> issued = new LinkedHashSet<>();

    Tokens(SimulatorOptions options) {
        this.options = options;
        this.clock = options.clock();
    }

    Grant grant(String userId, Set<String> scopes) {
        Grant grant = new Grant(userId, scopes, fresh(), clock.instant());
        grants.add(grant);
        return grant;
    }

    /** A pair as if the user had just authorised the app. */
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
        AccessToken token = new AccessToken(
                fresh(), grant.userId, grant.scopes, clock.instant().plus(options.tokenLifetime()));
        accessTokens.put(token.value, token);
        grant.accessTokens.addLast(token);
        if (grant.accessTokens.size() > ACCESS_TOKENS_PER_REFRESH_TOKEN) {
            accessTokens.remove(grant.accessTokens.removeFirst().value);
        }
        return token;
    }

    AccessToken newAppToken() {
        AccessToken token =
                new AccessToken(fresh(), null, Set.of(), clock.instant().plus(APP_TOKEN_LIFETIME));
        accessTokens.put(token.value, token);
        return token;
    }

    @Nullable
    Grant byRefreshToken(String refreshToken) {
        return grants.stream()
                .filter(grant -> refreshToken.equals(grant.refreshToken) && !isTooOld(grant))
                .findFirst()
                .orElse(null);
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
            grant.refreshToken = fresh();
            grant.issuedAt = clock.instant();
        }
        return newAccessToken(grant);
    }

    /** The token if it is good now. */
    @Nullable
    AccessToken valid(String value) {
        AccessToken token = accessTokens.get(value);
        return token != null && clock.instant().isBefore(token.expiresAt) ? token : null;
    }

    /** Ends an access token and, for a user's, the grant it came from; whether there was such a token. */
    boolean revoke(String value) {
        AccessToken token = accessTokens.remove(value);
        if (token == null) {
            return false;
        }
        grants.stream()
                .filter(grant -> grant.accessTokens.contains(token))
                .findFirst()
                .ifPresent(this::end);
        return true;
    }

    void endAll(String userId) {
        List.copyOf(grants).stream()
                .filter(grant -> grant.userId.equals(userId))
                .forEach(this::end);
    }

    void expireAccessTokens(String userId) {
        accessTokens.values().stream()
                .filter(token -> userId.equals(token.userId))
                .forEach(token -> token.expiresAt = clock.instant());
    }

    void invalidateRefreshTokens(String userId) {
        grants.stream().filter(grant -> grant.userId.equals(userId)).forEach(grant -> grant.refreshToken = null);
    }

    void expireAppTokens() {
        accessTokens.values().stream().filter(AccessToken::isApp).forEach(token -> token.expiresAt = clock.instant());
    }

    /** Whether the user's connections page lists the app. */
    boolean connected(String userId) {
        return grants.stream().anyMatch(grant -> grant.userId.equals(userId));
    }

    /** All that the user granted this client by any authorisation. */
    Set<String> grantedScopes(String userId) {
        Set<String> scopes = new LinkedHashSet<>();
        grants.stream().filter(grant -> grant.userId.equals(userId)).forEach(grant -> scopes.addAll(grant.scopes));
        return scopes;
    }

    /** Every token and code that was ever handed out. */
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
        grants.remove(grant);
    }

    private void dropAccessTokens(Grant grant) {
        grant.accessTokens.forEach(token -> accessTokens.remove(token.value));
        grant.accessTokens.clear();
    }
}
