package bot.herald.account;

import bot.herald.identity.TwitchLogin;
import bot.herald.identity.TwitchProfile;
import bot.herald.identity.TwitchUserId;
import java.time.Instant;
import java.util.Optional;

/** Stores the people who have logged in. */
public interface PersonStore {
    /** Adds the person, or updates the login, display name and avatar. */
    void loggedIn(TwitchProfile profile, Instant at);

    /** Updates a person's names; does nothing for somebody who never logged in. */
    void renamed(TwitchUserId id, TwitchLogin login, String displayName);

    Optional<Person> find(TwitchUserId id);
}
