package bot.herald.subscription;

import java.util.Map;
import java.util.Optional;

/**
 * The one conduit through which all events arrive; its subscriptions outlive sockets and processes.
 *
 * <p>Safe for concurrent use; no method blocks.
 */
public interface ConduitTransport {
    /** The conduit, once it exists on Twitch and a shard of it has been served. */
    Optional<Conduit> conduit();

    /** The subscription through which Twitch reports shards that it disabled; empty if none is needed. */
    default Optional<DesiredSubscription> ownSubscription(Conduit conduit) {
        return Optional.empty();
    }

    /** Why there is none, in plain words; empty if there is one. */
    String missingBecause();

    /** Checks soon whether the conduit still exists, because Twitch answered as if it did not. */
    void doubt();

    /** Sets the one listener; called once, before anything is opened. */
    void listen(Listener listener);

    /**
     * A conduit on Twitch.
     *
     * @param generation changes when it had to be rebuilt and therefore has no subscriptions
     * @param built whether this process built it rather than finding it
     */
    record Conduit(String id, long generation, boolean built) {}

    /** Called on threads of the transport; must return at once. */
    interface Listener {
        /** There is a conduit that can be used, or a different one than before. */
        void ready();

        /** For a moment no shard of this process was served: revocations may be lost. */
        void missedSomething();

        /** @param status Twitch's word, for example {@code authorization_revoked} */
        void revoked(String type, String version, Map<String, String> condition, String status);
    }
}
