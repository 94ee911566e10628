package bot.herald.feature.command;

import bot.herald.identity.TwitchLogin;
import java.util.Optional;

/** The login that stands behind a command, with or without an @ or an address before it. */
final class LoginArgument {
    /** For commands that cost a request to Twitch, so that one viewer cannot use up everybody's. */
    static final Cooldown COOLDOWN = new Cooldown(0, 5);

    private LoginArgument() {}

    static Optional<TwitchLogin> of(CommandCall call) {
        String word = call.word(0)
                .replaceFirst("^(https?://)?(www\\.)?twitch\\.tv/", "")
                .replaceFirst("^@", "");
        return TwitchLogin.isValid(word) ? Optional.of(new TwitchLogin(word)) : Optional.empty();
    }

    /** Whoever wrote the command, where no name is given. */
    static Optional<TwitchLogin> orWriter(CommandCall call) {
        return call.arguments().isEmpty() ? Optional.of(call.message().chatter().login()) : of(call);
    }
}
