package bot.herald.simulator;

/**
 * What became of an event.
 *
 * @param notified to how many subscriptions it was sent
 * @param messageId the chat message's id at Twitch; empty for events that are none
 */
public record Delivery(int notified, String messageId) {}
