package bot.herald.account;

import bot.herald.auth.Purpose;
import bot.herald.identity.Secret;
import bot.herald.identity.TwitchUserId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Stores sessions, so that they survive a restart and can be ended. */
public interface SessionStore {
    /**
     * Adds the session and removes those that expired before {@code now}.
     *
     * @param most how many the person may have; the least recently used ones make room
     */
    void add(Session session, int most, Instant now);

    /** The person's sessions that have not expired, most recently used first. */
    List<Session> of(TwitchUserId person, Instant now);

    /** Everybody's sessions that have not expired, most recently used first. */
    List<Session> all(Instant now);

    void used(String id, Instant at);

    Optional<Session> find(String id);

    /** Everybody with a session that has not expired. */
    Set<TwitchUserId> people(Instant now);

    void extend(String id, Instant expiresAt);

    void remove(String id);

    /** @return how many there were */
    int removeAll(TwitchUserId person);

    /**
     * Removes only the sessions that depend on the credential for that purpose.
     *
     * @return how many there were
     */
    int removeAll(TwitchUserId person, Purpose purpose);

    /**
     * A browser in which a person is logged in.
     *
     * @param formToken goes into every form of a page and has to come back with it
     * @param purpose of the credential that proved who the person is, and on which the session depends
     * @param device which browser it is, in a few words
     * @param usedAt when it was used last, give or take some minutes
     */
    record Session(
            String id,
            Person person,
            Secret formToken,
            Purpose purpose,
            String device,
            Instant begunAt,
            Instant usedAt,
            Instant expiresAt) {}
}
