package bot.herald.cli;

import bot.herald.identity.Secret;
import java.util.Optional;

/** What {@code herald init} need not ask, because it was said already. */
public record InitOptions(
        Optional<String> port,
        Optional<String> publicUrl,
        Optional<String> clientId,
        Optional<Secret> clientSecret,
        Optional<String> admin) {}
