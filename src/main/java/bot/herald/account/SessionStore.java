package bot.herald.account;

import bot.herald.identity.TwitchUserId;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/** Keeps sessions, so that they survive a restart and can be ended. */
public interface SessionStore {
    /** Keeps the session and forgets those that expired before {@code now}. */
    void add(Session session, Instant now);

    Optional<Session> find(String id);

    /** Everybody with a session that has not expired. */
    Set<TwitchUserId> people(Instant now);

    void extend(String id, Instant expiresAt);

    void remove(String id);

    /** @return how many there were */
    int removeAll(TwitchUserId person);
}
