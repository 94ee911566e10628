package bot.herald.account;

import bot.herald.auth.Purpose;
import bot.herald.identity.Secret;
import java.time.Instant;

/**
 * A browser in which a person is logged in.
 *
 * @param formToken goes into every form of a page and has to come back with it
 * @param purpose of the person's credential that proved who they are; the session holds as long as that does
 * @param device which browser it is, in a few words
 * @param usedAt when it was used last, give or take some minutes
 */
public record Session(
        String id,
        Person person,
        Secret formToken,
        Purpose purpose,
        String device,
        Instant begunAt,
        Instant usedAt,
        Instant expiresAt) {}
