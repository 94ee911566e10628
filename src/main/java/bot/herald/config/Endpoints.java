package bot.herald.config;

import java.net.URI;

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
