package bot.herald.config;

/**
 * How events come from Twitch.
 *
 * @param shards how many sockets share a conduit's load
 */
public record EventSubConfig(Transport transport, int shards) {}
