package bot.herald.auth;

import bot.herald.identity.Secret;
import java.util.Optional;

/**
 * What Twitch sent back with the browser.
 *
 * @param browser the cookie that {@code begin} was bound to
 */
public record CallbackParameters(
        Optional<String> state, Optional<Secret> code, Optional<String> error, Optional<Secret> browser) {}
