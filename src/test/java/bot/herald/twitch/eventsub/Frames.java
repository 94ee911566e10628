package bot.herald.twitch.eventsub;

import java.time.Instant;

/** Frames as Twitch sends them. */
final class Frames {
    /** Years off from the host's clock, which must not matter. */
    static final Instant TWITCH_NOW = Instant.parse("2020-01-02T03:04:05.123456789Z");

    private Frames() {}

    static String welcome(String session) {
        return frame("w-" + session, "session_welcome", TWITCH_NOW, """
                {"session":{"id":"%s","status":"connected","keepalive_timeout_seconds":10,"reconnect_url":null}}""".formatted(session));
    }

    static String keepalive(String id) {
        return frame(id, "session_keepalive", TWITCH_NOW, "{}");
    }

    static String reconnect(String id, String url) {
        return frame(id, "session_reconnect", TWITCH_NOW, """
                {"session":{"id":"s","status":"reconnecting","keepalive_timeout_seconds":null,"reconnect_url":"%s"}}""".formatted(url));
    }

    static String raid(String id) {
        return raid(id, TWITCH_NOW);
    }

    static String raid(String id, Instant sentAt) {
        return notification(id, sentAt, "channel.raid", """
                {"from_broadcaster_user_id":"222","from_broadcaster_user_login":"raider",
                 "from_broadcaster_user_name":"Raider","to_broadcaster_user_id":"111",
                 "to_broadcaster_user_login":"chan","to_broadcaster_user_name":"Chan","viewers":42}""");
    }

    static String notification(String id, Instant sentAt, String type, String event) {
        return frame(id, "notification", sentAt, """
                {"subscription":{"id":"sub","status":"enabled","type":"%s","version":"1","cost":0,
                 "condition":{"to_broadcaster_user_id":"111"},"transport":{"method":"websocket","session_id":"s"}},
                 "event":%s}""".formatted(type, event));
    }

    static String revocation(String id) {
        return frame(id, "revocation", TWITCH_NOW, subscription("authorization_revoked"));
    }

    static String notificationWithoutEvent(String id, String status) {
        return frame(id, "notification", TWITCH_NOW, subscription(status));
    }

    private static String subscription(String status) {
        return """
                {"subscription":{"id":"sub","status":"%s","type":"channel.raid","version":"1","cost":0,
                 "condition":{"to_broadcaster_user_id":"111"},"transport":{"method":"websocket","session_id":"s"}}}""".formatted(status);
    }

    static String frame(String id, String type, Instant sentAt, String payload) {
        return """
                {"metadata":{"message_id":"%s","message_type":"%s","message_timestamp":"%s"},"payload":%s}""".formatted(id, type, sentAt, payload);
    }
}
