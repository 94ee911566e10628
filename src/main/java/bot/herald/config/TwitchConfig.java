package bot.herald.config;

import bot.herald.identity.Secret;
import java.net.URI;
import java.util.OptionalInt;

/** Herald's application on Twitch, and how to reach Twitch. */
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

    /** Where Twitch is, or the simulator in its place; the three HTTP addresses never end with a slash. */
    public record Endpoints(URI oauth, URI helix, URI eventsubWebsocket, URI eventsubSubscriptions) {
        public Endpoints {
            oauth = Addresses.withoutTrailingSlash(oauth);
            helix = Addresses.withoutTrailingSlash(helix);
            eventsubSubscriptions = Addresses.withoutTrailingSlash(eventsubSubscriptions);
        }

        /** Endpoints whose subscriptions are managed where Twitch does it: below the Helix address. */
        public static Endpoints of(URI oauth, URI helix, URI eventsubWebsocket) {
            URI subscriptions = URI.create(Addresses.withoutTrailingSlash(helix) + "/eventsub/subscriptions");
            return new Endpoints(oauth, helix, eventsubWebsocket, subscriptions);
        }
    }
}
