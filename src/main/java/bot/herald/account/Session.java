package bot.herald.account;

import bot.herald.identity.Secret;
import java.time.Instant;

/**
 * A browser in which a person is logged in.
 *
 * @param formToken goes into every form of a page and has to come back with it
 */
public record Session(String id, Person person, Secret formToken, Instant expiresAt) {}
