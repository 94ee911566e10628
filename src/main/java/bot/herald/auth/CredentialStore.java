package bot.herald.auth;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Keeps credentials on disk, for every process that shares the database.
 *
 * <p>Every write is durable when the method returns. Writes that name a version are compare-and-set: they happen only if
 * the row still has the version before. Safe for concurrent use.
 */
public interface CredentialStore {
    /** The prefix of holders that are commands run beside the bot, which may outlive a run of it. */
    String COMMAND = "command ";

    List<Credential> loadAll();

    Optional<Credential> load(CredentialKey key);

    /** The version of every stored credential: cheap enough to query whenever the database has changed. */
    Map<CredentialKey, Long> versions();

    /** Replaces whatever is stored under the key, ends any lease, and returns the credential with its new version. */
    default Credential put(Credential credential) {
        return exchange(credential).stored();
    }

    /** As {@link #put}, and returns the credential that was replaced, too. */
    Exchange exchange(Credential credential);

    /** Writes {@code changed} and ends any lease, if the row still has version {@code changed.version() - 1}. */
    boolean replace(Credential changed);

    /** As {@link #replace}, but leaves a lease as it is: for changes to anything but the tokens. */
    boolean update(Credential changed);

    /**
     * Takes the right to refresh until {@code until}, unless another holds it.
     *
     * @param holder names the process that asks, which may renew a lease of its own
     */
    Lease lease(CredentialKey key, String holder, Instant now, Instant until);

    /**
     * Returns the right to refresh without a change; does nothing if {@code holder} does not have it.
     *
     * @param answerWasLost whether Twitch may have sent an answer that never arrived; the next holder learns of it
     */
    void release(CredentialKey key, String holder, boolean answerWasLost);

    /**
     * Ends the leases of earlier runs of the bot, for the only process that runs it now. Commands beside it keep theirs.
     *
     * @return how many there were
     */
    int endLeasesOfEarlierRuns();

    void erase(CredentialKey key);

    /** @param replaced what was stored under the key until then */
    record Exchange(Credential stored, Optional<Credential> replaced) {}

    /** The result of asking for the right to refresh. */
    sealed interface Lease {
        /**
         * The caller may refresh.
         *
         * @param current the credential as it is on disk now, possibly newer than the caller's
         * @param answerWasLost whether an earlier holder asked Twitch for a refresh and never stored the answer
         */
        record Taken(Credential current, boolean answerWasLost) implements Lease {}

        /** Another process is refreshing it, until {@code until} at the latest. */
        record HeldByAnother(Instant until) implements Lease {}

        /** There is no such credential any more. */
        record Gone() implements Lease {}
    }
}
