package bot.herald.simulator;

import java.util.List;

/**
 * What became of an event.
 *
 * @param sessions by their ids, those that it was sent to; one that several subscriptions share is there for each
 * @param messageId the chat message's id at Twitch; empty for events that are none
 */
public record Delivery(List<String> sessions, String messageId) {
    static final Delivery NONE = new Delivery(List.of(), "");

    public Delivery {
        sessions = List.copyOf(sessions);
    }

    /** To how many subscriptions it was sent. */
    public int notified() {
        return sessions.size();
    }
}
