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

/** Codes and tokens: refresh tokens are good once, and revoking one token ends all of a person. Guarded by {@link DiscordWorld}. */
final class Grants {
    static final Duration LIFETIME = Duration.ofDays(7);
    private static final Duration CODE_LIFETIME = Duration.ofSeconds(100);
    private static final SecureRandom SOURCE = new SecureRandom();
    private static final String LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

    /** What a person allowed once; {@code scopes} may be wider than what was asked then. */
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

    /** Null if there is none, or it was used or is too old. */
    @Nullable
    Code takeCode(String value) {
        Code code = codes.remove(value);
        return code == null || !code.expires().isAfter(options.clock().instant()) ? null : code;
    }

    /** What is granted holds what this person ever granted, without what is left out. */
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

    /** Null if the token is spent, revoked or was never one. */
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

    /** Every token of the person dies. */
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
