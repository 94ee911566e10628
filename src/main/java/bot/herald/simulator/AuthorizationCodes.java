package bot.herald.simulator;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Short-lived authorization codes, each good for one attempt. Guarded by {@link World}. */
final class AuthorizationCodes {
    static final Duration LIFETIME = Duration.ofMinutes(10);

    record Code(String userId, Set<String> scopes, String redirectUri, Instant expiresAt) {}

    private final Clock clock;
    private final Supplier<String> secrets;
    private final Map<String, Code> codes = new HashMap<>();

    AuthorizationCodes(Clock clock, Supplier<String> secrets) {
        this.clock = clock;
        this.secrets = secrets;
    }

    String issue(String userId, Set<String> scopes, String redirectUri) {
        String value = secrets.get();
        codes.put(value, new Code(userId, scopes, redirectUri, clock.instant().plus(LIFETIME)));
        return value;
    }

    /** Uses the code up; null if it is unknown, used or expired. */
    @Nullable
    Code take(String value) {
        Code code = codes.remove(value);
        return code != null && clock.instant().isBefore(code.expiresAt()) ? code : null;
    }
}
