package bot.herald.feed;

import java.time.Instant;
import java.util.Map;

/**
 * Something that happened in a channel, as watchers see it.
 *
 * @param id grows within the channel, also over restarts
 * @param type Twitch's for what came in, such as {@code channel.raid}; {@code herald.…} for what the bot did
 * @param fields by name: strings, numbers, booleans, lists and maps of these
 */
public record FeedEvent(long id, Instant at, String type, Map<String, Object> fields) {}
