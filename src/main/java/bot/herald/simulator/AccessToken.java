package bot.herald.simulator;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** An access token. Guarded by {@link World}. */
final class AccessToken {
    final String value;
    /** Null for an app access token. */
    final @Nullable String userId;

    final Set<String> scopes;
    Instant expiresAt;
    /** When it was issued or last validated. */
    Instant validatedAt;

    AccessToken(String value, @Nullable String userId, Set<String> scopes, Instant issuedAt, Instant expiresAt) {
        this.value = value;
        this.userId = userId;
        this.scopes = Set.copyOf(scopes);
        this.expiresAt = expiresAt;
        this.validatedAt = issuedAt;
    }

    boolean isApp() {
        return userId == null;
    }
}
