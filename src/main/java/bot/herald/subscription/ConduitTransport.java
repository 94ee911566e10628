package bot.herald.subscription;

import java.util.Map;
import java.util.Optional;

/**
 * The one conduit that all events arrive by; its subscriptions outlive sockets and processes.
 *
 * <p>Safe for concurrent use; no method blocks.
 */
public interface ConduitTransport {
    /** The conduit, once it exists on Twitch and a shard of it has been served. */
    Optional<Conduit> conduit();

    /** The subscription by which Twitch tells the transport of shards that it disabled; empty if it needs none. */
    default Optional<DesiredSubscription> ownSubscription(Conduit conduit) {
        return Optional.empty();
    }

    /** Why there is none, in plain words; empty if there is one. */
    String missingBecause();

    /** Looks soon whether the conduit still exists on Twitch, because it answered as if it did not. */
    void doubt();

    /** Tells one listener from now on; called once, before anything is opened. */
    void listen(Listener listener);

    /**
     * A conduit on Twitch.
     *
     * @param generation changes when it had to be built anew and so has no subscriptions
     * @param built whether it was built by this process, and not found again
     */
    record Conduit(String id, long generation, boolean built) {}

    /** Called on threads of the transport; must return at once. */
    interface Listener {
        /** A conduit can be used, or another than before. */
        void ready();

        /** @param status Twitch's word, for example {@code authorization_revoked} */
        void revoked(String type, String version, Map<String, String> condition, String status);
    }
}
