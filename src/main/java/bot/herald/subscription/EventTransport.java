package bot.herald.subscription;

import bot.herald.auth.CredentialKey;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The sockets through which events arrive, each for one token owner.
 *
 * <p>Safe for concurrent use; no method blocks.
 */
public interface EventTransport {
    /** The socket's session, if it is open and welcomed. */
    Optional<Session> session(SocketKey socket);

    /** Opens the socket unless there is one, and keeps it open from then on. */
    void ensure(SocketKey socket);

    /** Whether one more socket may be opened without taking the files that the process needs for everything else. */
    boolean hasRoom();

    /** Closes the socket, if there is one. */
    void release(SocketKey socket);

    /** Twitch gave the socket's session a subscription, so whatever was wrong before is forgotten. */
    void confirmed(SocketKey socket);

    /** All sockets, open or not. */
    Set<SocketKey> sockets();

    /** Sets the one listener; called once, before anything is opened. */
    void listen(Listener listener);

    /**
     * A welcomed session.
     *
     * @param id what new subscriptions name
     * @param generation changes when the session is a new one without subscriptions, and stays when Twitch moved a
     *     session with its subscriptions to another server
     * @param ids {@code id} and the ids it had before it was moved
     */
    record Session(String id, long generation, Set<String> ids) {
        public Session {
            ids = Set.copyOf(ids);
        }
    }

    /** Called on threads of the transport; must return at once. */
    interface Listener {
        /** A new session is ready; Twitch closes it unless a subscription is created within ten seconds. */
        void welcomed(SocketKey socket);

        /** The session ended and its subscriptions with it. */
        void lost(SocketKey socket);

        /** @param status Twitch's word, for example {@code authorization_revoked} */
        void revoked(SocketKey socket, String type, String version, Map<String, String> condition, String status);
    }

    /**
     * Identifies an event socket: whose token subscribes on it, and which of that owner's sockets it is.
     *
     * @param number 0 for the first; further ones exist because Twitch puts at most 300 subscriptions on a socket
     */
    record SocketKey(CredentialKey owner, int number) {
        public static SocketKey first(CredentialKey owner) {
            return new SocketKey(owner, 0);
        }

        @Override
        public String toString() {
            return number == 0 ? owner.toString() : owner + " socket=" + number;
        }
    }
}
