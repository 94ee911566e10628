package bot.herald.subscription;

import bot.herald.auth.CredentialKey;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The sockets that events arrive by, one for each token owner.
 *
 * <p>Safe for concurrent use; no method blocks.
 */
public interface EventTransport {
    /** The owner's session, if its socket is open and welcomed. */
    Optional<Session> session(CredentialKey owner);

    /** Opens a socket for the owner unless there is one; from then on it is kept open. */
    void ensure(CredentialKey owner);

    /** Closes the owner's socket, if there is one. */
    void release(CredentialKey owner);

    /** Everybody who has a socket, open or not. */
    Set<CredentialKey> owners();

    /** Tells one listener from now on; called once, before anything is opened. */
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
        /** A session without subscriptions is ready; Twitch closes it unless one is created within ten seconds. */
        void welcomed(CredentialKey owner);

        /** The session ended and its subscriptions with it. */
        void lost(CredentialKey owner);

        /** @param status Twitch's word, for example {@code authorization_revoked} */
        void revoked(CredentialKey owner, String type, String version, Map<String, String> condition, String status);
    }
}
