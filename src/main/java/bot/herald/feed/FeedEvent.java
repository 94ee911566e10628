package bot.herald.feed;

import java.time.Instant;
import java.util.Map;

/**
 * Something that happened in a channel, as watchers see it.
 *
 * @param id increases within the channel, even after a restart
 * @param type Twitch's event type, such as {@code channel.raid}, or {@code herald.…} for what the bot did
 * @param fields strings, numbers, booleans, and lists and maps of these
 */
public record FeedEvent(long id, Instant at, String type, Map<String, Object> fields) {}
