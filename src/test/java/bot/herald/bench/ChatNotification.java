package bot.herald.bench;

import java.time.Instant;

/** A line of chat as Twitch sends it: about 1,450 characters, as usual ones have. */
public final class ChatNotification {
    private static final String THEN = "2026-01-01T00:00:00.000000000Z";

    private ChatNotification() {}

    /**
     * No two connections get the same message id: Twitch4J remembers ids for the whole process, and would wait in vain for what
     * it took for a repetition.
     *
     * @param number of twelve digits, part of the ids
     */
    public static String of(int channel, int connection, String number) {
        return """
                {"metadata":{"message_id":"aaaaaaaa-aaaa-aaaa-%04d-%s","message_type":"notification",\
                "message_timestamp":"2026-01-01T00:00:00.000000000Z","subscription_type":"channel.chat.message",\
                "subscription_version":"1"},"payload":{"subscription":{"id":"d0a0f3f5-7d0e-4a0f-9c3c-6a9b8f6d2a11",\
                "status":"enabled","type":"channel.chat.message","version":"1","condition":{"broadcaster_user_id":"%d",\
                "user_id":"999"},"transport":{"method":"websocket","session_id":"s"},\
                "created_at":"2026-01-01T00:00:00.000000000Z","cost":0},"event":{"broadcaster_user_id":"%d",\
                "broadcaster_user_login":"channel","broadcaster_user_name":"Channel","source_broadcaster_user_id":null,\
                "source_broadcaster_user_login":null,"source_broadcaster_user_name":null,"chatter_user_id":"333",\
                "chatter_user_login":"viewer","chatter_user_name":"Viewer","message_id":"m-%s","source_message_id":null,\
                "is_source_only":null,"message":{"text":"!nothing here @pal Kappa","fragments":[{"type":"text",\
                "text":"!nothing here ","cheermote":null,"emote":null,"mention":null},{"type":"mention","text":"@pal",\
                "cheermote":null,"emote":null,"mention":{"user_id":"444","user_login":"pal","user_name":"Pal"}},\
                {"type":"text","text":" ","cheermote":null,"emote":null,"mention":null},{"type":"emote","text":"Kappa",\
                "cheermote":null,"emote":{"id":"25","emote_set_id":"0","owner_id":"0","format":["static"]},\
                "mention":null}]},"color":"#00FF7F","badges":[{"set_id":"subscriber","id":"12","info":"16"}],\
                "source_badges":null,"message_type":"text","cheer":null,"reply":null,\
                "channel_points_custom_reward_id":null,"channel_points_animation_id":null}}}""".formatted(connection, number, channel, channel, number);
    }

    /** The same as it is sent now, which Herald would otherwise take for too old to act on. */
    static String now(int channel, String number) {
        return of(channel, 0, number).replace(THEN, Instant.now().toString());
    }

    /** The same without a command. */
    static String talk(int channel, String number) {
        return now(channel, number).replace("\"!nothing here ", "\"nothing here ");
    }
}
