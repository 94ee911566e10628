package bot.herald.config;

/** The way events arrive: a socket for each token owner, or a conduit whose shards share the load. */
public enum Transport {
    WEBSOCKET,
    CONDUIT
}
