package bot.herald.auth;

import bot.herald.identity.Secret;
import java.util.List;
import java.util.Optional;

/**
 * What Twitch sent back with the browser.
 *
 * @param browsers what may be the cookie that {@code begin} was bound to
 */
public record CallbackParameters(
        Optional<String> state, Optional<Secret> code, Optional<String> error, List<Secret> browsers) {
    public CallbackParameters {
        browsers = List.copyOf(browsers);
    }
}
