package bot.herald.feature.command;

import bot.herald.identity.TwitchLogin;
import java.util.Optional;

/** The account that is named behind a command. */
final class LoginArgument {
    /** For commands that cost a request to Twitch, so that one viewer cannot use up everybody's. */
    static final Cooldown COOLDOWN = new Cooldown(0, 5);

    private LoginArgument() {}

    static Optional<TwitchLogin> of(CommandCall call) {
        return call.message().accountNamedBy(call.word(0));
    }

    /** The writer of the command, where no name is given. */
    static Optional<TwitchLogin> orWriter(CommandCall call) {
        return call.arguments().isEmpty() ? Optional.of(call.message().chatter().login()) : of(call);
    }
}
