package bot.herald.simulator.discord;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Codes and tokens. A refresh token works once, and revoking a token ends all of the person's. Guarded by {@link DiscordWorld}. */
final class Grants {
    static final Duration LIFETIME = Duration.ofDays(7);
    private static final Duration CODE_LIFETIME = Duration.ofSeconds(100);
    private static final SecureRandom SOURCE = new SecureRandom();
    private static final String LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

    /** One authorization; {@code scopes} may be wider than the request was. */
    static final class Grant {
        final String personId;
        final Set<String> scopes;
        String accessToken = "";
        String refreshToken = "";
        Instant expires = Instant.MIN;

        Grant(String personId, Set<String> scopes) {
            this.personId = personId;
            this.scopes = scopes;
        }
    }

    record Code(
            String personId,
            Set<String> scopes,
            String redirectUri,
            @Nullable String challenge,
            @Nullable String serverId,
            @Nullable String webhookId,
            Instant expires) {}

    private final DiscordOptions options;
    private final Map<String, Code> codes = new HashMap<>();
    private final Map<String, Grant> byAccessToken = new HashMap<>();
    private final Map<String, Grant> byRefreshToken = new HashMap<>();
    private final Map<String, Set<String>> everGranted = new HashMap<>();
    private final Set<String> issued = new HashSet<>();

    Grants(DiscordOptions options) {
        this.options = options;
    }

    String newSecret(int length) {
        StringBuilder text = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            text.append(LETTERS.charAt(SOURCE.nextInt(LETTERS.length())));
        }
        issued.add(text.toString());
        return text.toString();
    }

    String newCode(
            String personId,
            Set<String> scopes,
            String redirectUri,
            @Nullable String challenge,
            @Nullable String serverId,
            @Nullable String webhookId) {
        String value = newSecret(30);
        Instant expires = options.clock().instant().plus(CODE_LIFETIME);
        codes.put(value, new Code(personId, scopes, redirectUri, challenge, serverId, webhookId, expires));
        return value;
    }

    /** Uses the code up; null if it is unknown, used or expired. */
    @Nullable
    Code takeCode(String value) {
        Code code = codes.remove(value);
        return code == null || !code.expires().isAfter(options.clock().instant()) ? null : code;
    }

    /** Grants everything that the person has ever granted, except {@code without}. */
    Grant grant(String personId, Collection<String> scopes, String without) {
        Set<String> all = everGranted.computeIfAbsent(personId, id -> new TreeSet<>());
        all.addAll(scopes);
        Set<String> granted = new LinkedHashSet<>(all);
        granted.remove(without);
        Grant grant = new Grant(personId, granted);
        renew(grant);
        return grant;
    }

    private void renew(Grant grant) {
        byRefreshToken.remove(grant.refreshToken);
        if (options.oldTokenDiesOnRefresh()) {
            byAccessToken.remove(grant.accessToken);
        }
        grant.accessToken = newSecret(30);
        grant.refreshToken = newSecret(30);
        grant.expires = options.clock().instant().plus(LIFETIME);
        byAccessToken.put(grant.accessToken, grant);
        byRefreshToken.put(grant.refreshToken, grant);
    }

    /** Null if the token is unknown, used or revoked. */
    @Nullable
    Grant refresh(String refreshToken) {
        Grant grant = byRefreshToken.get(refreshToken);
        if (grant != null) {
            renew(grant);
        }
        return grant;
    }

    @Nullable
    Grant byAccessToken(String token) {
        Grant grant = byAccessToken.get(token);
        return grant == null || !grant.expires.isAfter(options.clock().instant()) ? null : grant;
    }

    @Nullable
    Grant byRefreshToken(String token) {
        return byRefreshToken.get(token);
    }

    /** Revokes every token of the person. */
    void revokeAll(String personId) {
        byAccessToken.values().removeIf(grant -> grant.personId.equals(personId));
        byRefreshToken.values().removeIf(grant -> grant.personId.equals(personId));
        everGranted.remove(personId);
    }

    void expireAccessTokens(String personId) {
        byAccessToken.values().removeIf(grant -> grant.personId.equals(personId));
    }

    Set<String> issued() {
        return Set.copyOf(issued);
    }
}
