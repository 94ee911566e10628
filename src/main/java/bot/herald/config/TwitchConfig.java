package bot.herald.config;

import bot.herald.identity.Secret;
import java.net.URI;
import java.util.OptionalInt;

/** Herald's application on Twitch, and how to reach Twitch. */
public record TwitchConfig(String clientId, Secret clientSecret, Endpoints endpoints, EventSubConfig eventsub) {

    /**
     * How Herald receives events from Twitch.
     *
     * @param shards how many sockets share a conduit; if empty, as many as there are instances, but at least two
     */
    public record EventSubConfig(Transport transport, OptionalInt shards) {}

    /** A socket for each connected account, or a conduit whose shards share the load. */
    public enum Transport {
        WEBSOCKET,
        CONDUIT
    }

    /** The addresses of Twitch or of a simulator; HTTP addresses do not end with a slash. */
    public record Endpoints(URI oauth, URI helix, URI eventsubWebsocket, URI eventsubSubscriptions) {
        public Endpoints {
            oauth = Addresses.withoutTrailingSlash(oauth);
            helix = Addresses.withoutTrailingSlash(helix);
            eventsubSubscriptions = Addresses.withoutTrailingSlash(eventsubSubscriptions);
        }

        /** With the usual address for subscriptions, below that of Helix. */
        public static Endpoints of(URI oauth, URI helix, URI eventsubWebsocket) {
            URI subscriptions = URI.create(Addresses.withoutTrailingSlash(helix) + "/eventsub/subscriptions");
            return new Endpoints(oauth, helix, eventsubWebsocket, subscriptions);
        }
    }
}
