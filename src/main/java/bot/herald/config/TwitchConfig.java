package bot.herald.config;

import bot.herald.identity.Secret;
import java.util.OptionalInt;

/** The application at Twitch that Herald acts for, and how to reach Twitch. */
public record TwitchConfig(String clientId, Secret clientSecret, Endpoints endpoints, EventSubConfig eventsub) {

    /**
     * How events come from Twitch.
     *
     * @param shards how many sockets share a conduit's load; empty: as many as there are instances, two at least
     */
    public record EventSubConfig(Transport transport, OptionalInt shards) {}

    /** The way events arrive: a socket for each token owner, or a conduit whose shards share the load. */
    public enum Transport {
        WEBSOCKET,
        CONDUIT
    }
}
