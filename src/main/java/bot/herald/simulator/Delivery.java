package bot.herald.simulator;

import java.util.List;

/**
 * Who received an event.
 *
 * @param sessions the id of the receiving session for each subscription; a session with several subscriptions appears several times
 * @param messageId of the chat message; empty for other events
 */
public record Delivery(List<String> sessions, String messageId) {
    static final Delivery NONE = new Delivery(List.of(), "");

    public Delivery {
        sessions = List.copyOf(sessions);
    }

    /** How many subscriptions received it. */
    public int notified() {
        return sessions.size();
    }
}
