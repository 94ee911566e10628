package bot.herald.config;

import java.util.OptionalInt;

/**
 * How events come from Twitch.
 *
 * @param shards how many sockets share a conduit's load; empty: as many as there are instances, two at least
 */
public record EventSubConfig(Transport transport, OptionalInt shards) {}
