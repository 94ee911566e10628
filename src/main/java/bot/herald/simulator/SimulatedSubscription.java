package bot.herald.simulator;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A snapshot of an EventSub subscription.
 *
 * @param tokenUserId the user whose token created it; null for an app token
 * @param sessionId null unless the transport is a WebSocket
 * @param conduitId null unless the transport is a conduit
 */
public record SimulatedSubscription(
        String id,
        String type,
        String version,
        Map<String, String> condition,
        String status,
        @Nullable String tokenUserId,
        @Nullable String sessionId,
        @Nullable String conduitId,
        int cost) {

    public boolean enabled() {
        return status.equals("enabled");
    }
}
