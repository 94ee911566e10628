package bot.herald.auth;

import bot.herald.identity.Secret;
import java.net.URI;
import java.time.Duration;

/**
 * A pair of codes: one for us to ask with, one for a person to type at Twitch.
 *
 * @param userCode what the person types
 * @param address where; usually with the code filled in already
 * @param lifetime how long the person may take
 * @param interval the least time between two questions
 */
public record DeviceCode(Secret deviceCode, String userCode, URI address, Duration lifetime, Duration interval) {}
