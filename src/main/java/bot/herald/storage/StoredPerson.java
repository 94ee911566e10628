package bot.herald.storage;

import bot.herald.identity.TwitchProfile;
import java.time.Instant;

/**
 * Somebody who has logged in, with when.
 *
 * @param sessions browsers that are logged in now
 */
public record StoredPerson(TwitchProfile profile, Instant firstLoginAt, Instant lastLoginAt, int sessions) {}
