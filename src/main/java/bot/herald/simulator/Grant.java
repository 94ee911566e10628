package bot.herald.simulator;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One authorization by a user: its refresh token and access tokens. Guarded by {@link World}. */
final class Grant {
    final String userId;
    final Set<String> scopes;
    final Deque<AccessToken> accessTokens = new ArrayDeque<>();

    /** When the current refresh token was issued. */
    Instant issuedAt;

    /** Null once it is invalid. */
    @Nullable
    String refreshToken;

    Grant(String userId, Set<String> scopes, String refreshToken, Instant issuedAt) {
        this.userId = userId;
        this.scopes = Set.copyOf(scopes);
        this.refreshToken = refreshToken;
        this.issuedAt = issuedAt;
    }
}
