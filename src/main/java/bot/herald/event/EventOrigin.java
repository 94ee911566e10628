package bot.herald.event;

import java.time.Instant;

/**
 * Where an event came from.
 *
 * @param messageId Twitch's id of the delivery; the same id is acted on once
 * @param type Twitch's subscription type, for example {@code channel.raid}
 * @param sentAt by Twitch's clock
 */
public record EventOrigin(String messageId, String type, Instant sentAt) {}
