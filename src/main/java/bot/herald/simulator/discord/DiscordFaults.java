package bot.herald.simulator.discord;

import bot.herald.simulator.Fault;
import java.util.Map;

/** Answers in Discord's own shapes, for {@link DiscordSimulator#faults}. */
public final class DiscordFaults {
    private static final Map<String, String> VIA = Map.of("Via", "1.1 google");

    private DiscordFaults() {}

    /** Cloudflare's ban of an address: plain text, no {@code Via}, no {@code Retry-After}. */
    public static Fault cloudflare() {
        return Fault.status(429, "error code: 1015", "text/plain", Map.of());
    }

    /** @param seconds until the next try; 0 for an answer that doesn't say */
    public static Fault limited(int seconds) {
        if (seconds == 0) {
            return json(429, "{\"message\":\"You are being rate limited.\",\"global\":false}", VIA);
        }
        String body =
                "{\"message\":\"You are being rate limited.\",\"retry_after\":%d,\"global\":false}".formatted(seconds);
        return json(429, body, Map.of("Via", "1.1 google", "Retry-After", String.valueOf(seconds)));
    }

    /** The limit of a resource that others use up too; it does not count towards the ban for invalid requests. */
    public static Fault sharedLimit(int seconds) {
        String body = "{\"message\":\"The resource is being rate limited.\",\"retry_after\":%d,\"global\":false}"
                .formatted(seconds);
        return json(
                429,
                body,
                Map.of(
                        "Via", "1.1 google",
                        "Retry-After", String.valueOf(seconds),
                        "X-RateLimit-Scope", "shared"));
    }

    public static Fault unauthorized() {
        return json(401, "{\"message\":\"401: Unauthorized\",\"code\":0}", VIA);
    }

    private static Fault json(int status, String body, Map<String, String> headers) {
        return Fault.status(status, body, "application/json", headers);
    }
}
