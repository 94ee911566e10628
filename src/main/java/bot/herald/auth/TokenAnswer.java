package bot.herald.auth;

import bot.herald.identity.TwitchFailure;

/** What asking Twitch's token endpoint came to. */
public sealed interface TokenAnswer {
    record Granted(TokenGrant grant) implements TokenAnswer {}

    /**
     * @param failure {@link TwitchFailure.Reauthorize} when the code or refresh token is spent or refused
     * @param mayHaveWorked whether no answer came back at all, so that Twitch may have issued tokens that nobody received
     */
    record Failed(TwitchFailure failure, boolean mayHaveWorked) implements TokenAnswer {
        public Failed(TwitchFailure failure) {
            this(failure, false);
        }
    }
}
