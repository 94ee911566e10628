package bot.herald.simulator;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Device codes that nobody has approved or fetched yet. Guarded by {@link World}. */
final class DeviceCodes {
    static final Duration LIFETIME = Duration.ofMinutes(30);

    record Approval(String userId, Set<String> scopes) {}

    /** The result of a poll: an approval or an error message. */
    record Outcome(@Nullable Approval approval, String error) {}

    private static final class Waiting {
        private final String userCode;
        private final Set<String> scopes;
        private final Instant expiresAt;
        private @Nullable String userId;

        private Waiting(String userCode, Set<String> scopes, Instant expiresAt) {
            this.userCode = userCode;
            this.scopes = scopes;
            this.expiresAt = expiresAt;
        }
    }

    private final Clock clock;
    private final Map<String, Waiting> byDeviceCode = new HashMap<>();

    DeviceCodes(Clock clock) {
        this.clock = clock;
    }

    void issue(String deviceCode, String userCode, Set<String> scopes) {
        byDeviceCode.put(
                deviceCode, new Waiting(userCode, scopes, clock.instant().plus(LIFETIME)));
    }

    /** The scopes that the code asks for; null if it is unknown, decided or expired. */
    @Nullable
    Set<String> scopesOf(String userCode) {
        return byDeviceCode.values().stream()
                .filter(waiting -> isOpen(waiting, userCode))
                .map(waiting -> waiting.scopes)
                .findFirst()
                .orElse(null);
    }

    void approve(String userCode, String userId) {
        byDeviceCode.values().stream()
                .filter(waiting -> isOpen(waiting, userCode))
                .forEach(waiting -> waiting.userId = userId);
    }

    /** Later polls find the code invalid: nobody has seen Twitch answer {@code access_denied}. */
    void deny(String userCode) {
        byDeviceCode.values().removeIf(waiting -> isOpen(waiting, userCode));
    }

    /**
     * Polls a code, which succeeds once.
     *
     * @param scopes must be those that the code was requested with
     */
    Outcome poll(String deviceCode, Set<String> scopes) {
        Waiting waiting = byDeviceCode.get(deviceCode);
        if (waiting == null || !clock.instant().isBefore(waiting.expiresAt)) {
            return new Outcome(null, "invalid device code");
        }
        if (!waiting.scopes.equals(scopes)) {
            return new Outcome(null, "scopes do not match those of the device code");
        }
        if (waiting.userId == null) {
            return new Outcome(null, "authorization_pending");
        }
        byDeviceCode.remove(deviceCode);
        return new Outcome(new Approval(waiting.userId, waiting.scopes), "");
    }

    private boolean isOpen(Waiting waiting, String userCode) {
        return waiting.userId == null
                && waiting.userCode.equals(userCode)
                && clock.instant().isBefore(waiting.expiresAt);
    }
}
