package bot.herald.auth;

import bot.herald.identity.TwitchFailure;

/** What asking Twitch's token endpoint came to. */
public sealed interface TokenAnswer {
    record Granted(TokenGrant grant) implements TokenAnswer {}

    /**
     * @param failure {@link TwitchFailure.Reauthorize} when the code or refresh token is spent or refused
     */
    record Failed(TwitchFailure failure) implements TokenAnswer {}
}
