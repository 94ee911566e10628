package bot.herald.subscription;

import java.util.Map;

/**
 * A subscription as Twitch lists it.
 *
 * @param status Twitch's word, for example {@code enabled}; new ones appear unannounced
 * @param sessionId the WebSocket session that carries it; empty for other transports
 * @param conduitId the conduit that carries it; empty for other transports
 */
public record ActualSubscription(
        String id,
        String type,
        String version,
        Map<String, String> condition,
        String status,
        String transportMethod,
        String sessionId,
        String conduitId,
        int cost) {
    public ActualSubscription {
        condition = DesiredSubscription.sorted(condition);
    }

    public boolean isEnabled() {
        return status.equals("enabled");
    }
}
