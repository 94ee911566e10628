package bot.herald.auth;

import bot.herald.auth.AccessTokens.AfterUnauthorized;
import bot.herald.auth.AccessTokens.Answer;
import bot.herald.identity.ProviderFailure;
import bot.herald.identity.Secret;
import java.util.Optional;

/** What a credential, or a failure, means for a caller that needs an access token. */
final class TokenAnswers {
    private TokenAnswers() {}

    /** The access token, or why there is none, whatever the clock says. */
    static Answer of(Credential credential) {
        if (!credential.isUsable()) {
            return unavailable(new ProviderFailure.Reauthorize(credential.detail()));
        }
        return credential
                .token()
                .accessToken()
                .<Answer>map(Answer.Available::new)
                .orElseGet(() ->
                        unavailable(new ProviderFailure.RetryLater("no access token is held yet", Optional.empty())));
    }

    static Answer unavailable(ProviderFailure failure) {
        return new Answer.Unavailable(failure);
    }

    static Answer notConnected() {
        return unavailable(new ProviderFailure.Reauthorize("not connected"));
    }

    /** What a caller whose token was refused may do, now that {@code answer} is available. */
    static AfterUnauthorized afterUnauthorized(Answer answer, Secret refused) {
        if (answer instanceof Answer.Unavailable unavailable) {
            return unavailable.failure() instanceof ProviderFailure.RetryLater later
                    ? new AfterUnauthorized.Later(later)
                    : new AfterUnauthorized.Refused(unavailable.failure());
        }
        Secret token = ((Answer.Available) answer).accessToken();
        // A postponed refresh hands out the old token while the clock says it is good; its provider has just said
        // otherwise.
        return token.equals(refused)
                ? new AfterUnauthorized.Later(new ProviderFailure.RetryLater(
                        "the token is refused and no new one is given", Optional.empty()))
                : new AfterUnauthorized.Repeat(token);
    }
}
