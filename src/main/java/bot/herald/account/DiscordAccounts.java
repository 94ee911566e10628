package bot.herald.account;

import bot.herald.identity.DiscordProfile;
import bot.herald.identity.DiscordUserId;
import bot.herald.identity.TwitchUserId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Stores the Discord accounts that have logged in, and whose they are on Twitch. */
public interface DiscordAccounts {
    /** Adds the account, or updates its profile. */
    void loggedIn(DiscordProfile profile, Instant at);

    /** Updates an account's profile; does nothing for one that never logged in. */
    void renamed(DiscordProfile profile);

    Optional<DiscordAccount> find(DiscordUserId id);

    /** The account that the person has linked. */
    Optional<DiscordAccount> of(TwitchUserId person);

    /** @return whether they are linked now; not if either is linked to another */
    boolean link(DiscordUserId account, TwitchUserId person);

    /** Erases the account with everything stored about it; its sessions end. */
    void erase(DiscordUserId account);

    /** @param most how many sessions the account may have; the least recently used ones make room */
    void begin(Guest guest, int most, Instant now);

    Optional<Guest> session(String id);

    /** Everybody's sessions that have not expired, most recently used first. */
    List<Guest> sessions(Instant now);

    /** The account's sessions that have not expired, most recently used first. */
    List<Guest> sessionsOf(DiscordUserId account, Instant now);

    void used(Guest guest, Instant at);

    void end(Guest guest);

    /** Ends every session of the account. */
    void endAll(DiscordUserId account);

    /** @param person who proved in one browser that both accounts are theirs; empty for nobody */
    record DiscordAccount(DiscordProfile profile, Optional<TwitchUserId> person) {
        public DiscordUserId id() {
            return profile.id();
        }
    }
}
