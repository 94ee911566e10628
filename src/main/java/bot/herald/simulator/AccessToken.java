package bot.herald.simulator;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** An access token; one without a user is an app access token. Guarded by {@link World}. */
final class AccessToken {
    final String value;
    final @Nullable String userId;
    final Set<String> scopes;
    Instant expiresAt;

    AccessToken(String value, @Nullable String userId, Set<String> scopes, Instant expiresAt) {
        this.value = value;
        this.userId = userId;
        this.scopes = Set.copyOf(scopes);
        this.expiresAt = expiresAt;
    }

    boolean isApp() {
        return userId == null;
    }
}
