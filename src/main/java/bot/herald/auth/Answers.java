package bot.herald.auth;

import bot.herald.auth.AccessTokens.Answer;
import bot.herald.identity.Secret;
import bot.herald.identity.TwitchFailure;
import java.util.Optional;

/** What a credential, or a failure, means for somebody who needs an access token. */
final class Answers {
    private Answers() {}

    /** Its access token, or why it has none, whatever the clock says. */
    static Answer of(Credential credential) {
        if (credential.state() == CredentialState.NEEDS_REAUTHORIZATION) {
            return unavailable(new TwitchFailure.Reauthorize(credential.detail()));
        }
        return credential
                .token()
                .accessToken()
                .<Answer>map(Answer.Available::new)
                .orElseGet(() ->
                        unavailable(new TwitchFailure.RetryLater("no access token is held yet", Optional.empty())));
    }

    static Answer unavailable(TwitchFailure failure) {
        return new Answer.Unavailable(failure);
    }

    static Answer notConnected() {
        return unavailable(new TwitchFailure.Reauthorize("not connected"));
    }

    static Optional<Secret> tokenOf(Answer answer) {
        return answer instanceof Answer.Available available ? Optional.of(available.accessToken()) : Optional.empty();
    }
}
