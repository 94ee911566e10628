package bot.herald.auth;

import bot.herald.auth.AuthorizationStates.Begun;
import bot.herald.auth.AuthorizationStates.Returned;
import bot.herald.auth.Completion.Reason;
import bot.herald.auth.Completion.Refused;
import bot.herald.auth.IdentityProvider.TokenAnswer;
import bot.herald.auth.IdentityProvider.ValidationAnswer;
import bot.herald.auth.PendingAuthorizations.PendingAuthorization;
import bot.herald.auth.PendingAuthorizations.TooManyPendingException;
import bot.herald.identity.Provider;
import bot.herald.identity.ProviderFailure;
import bot.herald.identity.Scope;
import bot.herald.identity.Secret;
import bot.herald.identity.TwitchUserId;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Connects an account by OAuth's authorization code flow, from the first redirect to the stored credential.
 *
 * <p>Nothing is stored before every check has passed. Safe for concurrent use.
 */
public final class AuthorizationFlow {
    private final OAuthClient oauth;
    private final AuthorizationStates states;
    private final ScopesInUse scopes;
    private final GrantIntake intake;

    public AuthorizationFlow(OAuthClient oauth, AuthorizationStates states, ScopesInUse scopes, GrantIntake intake) {
        this.oauth = oauth;
        this.states = states;
        this.scopes = scopes;
        this.intake = intake;
    }

    /**
     * Where to send the browser.
     *
     * @param browser the value of a cookie that only this browser has
     * @throws TooManyPendingException if the limit of those under way is reached
     */
    public URI begin(AuthorizationRequest request, Secret browser) {
        Begun begun = states.begin(Provider.TWITCH, request, browser);
        return oauth.authorizeUri(
                asked(request.purpose(), request.asked()), begun.state(), request.choosing(), begun.verifier());
    }

    /** The scopes to request from an account: those that every account grants, and those of the features in use. */
    Set<Scope> asked(Purpose purpose, Optional<TwitchUserId> account) {
        return scopes.asked(purpose, account);
    }

    /** Checks what came back and, if all is well, stores the credential and tells the listener. */
    public Completion complete(CallbackParameters callback) {
        // Twitch redirects to the first registered address, without a state, when ours is not registered.
        if (callback.error().filter("redirect_mismatch"::equals).isPresent()) {
            return new Refused(
                    Reason.REDIRECT_MISMATCH,
                    "Twitch does not know this bot's redirect address. Its operator has to register it, exactly as"
                            + " configured, in the application's settings at dev.twitch.tv/console.");
        }
        Optional<Returned> returned = states.take(Provider.TWITCH, callback.state(), callback.browsers());
        if (returned.isEmpty()) {
            return new Refused(
                    Reason.INVALID_STATE,
                    "This link was used before, is more than ten minutes old, or was opened in another browser."
                            + " Please start again.");
        }
        if (callback.error().isPresent()) {
            return Refusals.ofError(
                    returned.get().began().purpose(), callback.error().get());
        }
        return callback.code()
                .map(code -> exchange(returned.get(), code))
                .orElseGet(() -> new Refused(Reason.INVALID_CODE, "Twitch sent no code back. Please start again."));
    }

    private Completion exchange(Returned returned, Secret code) {
        PendingAuthorization began = returned.began();
        TokenAnswer answer = oauth.exchangeCode(code, returned.verifier());
        if (answer instanceof TokenAnswer.Failed failed) {
            return Refusals.of(began.purpose(), failed.failure());
        }
        TokenGrant grant = ((TokenAnswer.Granted) answer).grant();
        return intake.connect(began.request(), grant, Optional.of(began.browserHash()));
    }

    /**
     * Connects an account with tokens from elsewhere. If the access token is missing or dead, the refresh token is used
     * first; without that, the account is refused.
     */
    public Completion adopt(Purpose purpose, Optional<Secret> accessToken, Optional<Secret> refreshToken) {
        Optional<Secret> live =
                accessToken.filter(token -> !(oauth.validate(token) instanceof ValidationAnswer.Invalid));
        if (live.isPresent()) {
            // The credential it replaces may be of the same grant, so it is not revoked.
            return intake.connect(
                    AuthorizationRequest.of(purpose, Optional.empty()),
                    new TokenGrant(live.get(), refreshToken, Optional.empty(), Set.of(), "bearer"),
                    Optional.empty(),
                    older -> {});
        }
        if (refreshToken.isEmpty()) {
            return new Refused(
                    Reason.INVALID_CODE, "Twitch does not accept the access token, and there is no refresh token.");
        }
        TokenAnswer answer = oauth.refresh(refreshToken.get());
        if (answer instanceof TokenAnswer.Failed failed) {
            return failed.failure() instanceof ProviderFailure.Reauthorize
                    ? new Refused(
                            Reason.INVALID_CODE,
                            "Twitch accepts neither token: they have ended, or belong to another application.")
                    : Refusals.of(purpose, failed.failure());
        }
        TokenGrant grant = ((TokenAnswer.Granted) answer).grant();
        return intake.connect(
                AuthorizationRequest.of(purpose, Optional.empty()),
                new TokenGrant(
                        grant.accessToken(),
                        grant.refreshToken().or(() -> refreshToken),
                        grant.expiresIn(),
                        grant.scopes(),
                        grant.tokenType()),
                Optional.empty(),
                older -> {});
    }

    /** As {@link GrantIntake#connect}. */
    Completion connect(AuthorizationRequest request, TokenGrant grant, Optional<String> browserHash) {
        return intake.connect(request, grant, browserHash);
    }

    /** Revokes grants of accounts that were to replace the bot and were not confirmed within ten minutes. */
    public void endUnconfirmed() {
        intake.endUnconfirmed();
    }

    /**
     * Makes the account the bot that {@link Completion.Replacing} named.
     *
     * @param browsers the cookies of the browser that began, or the id itself where there was no browser
     * @param by who confirms it; empty for the operator
     */
    public Completion confirmBot(Secret id, List<Secret> browsers, Optional<TwitchUserId> by) {
        return intake.confirmBot(id, browsers, by);
    }

    /**
     * What came back from Twitch with the browser.
     *
     * @param browsers its cookies, one of which may be the one given to {@code begin}
     */
    public record CallbackParameters(
            Optional<String> state, Optional<Secret> code, Optional<String> error, List<Secret> browsers) {
        public CallbackParameters {
            browsers = List.copyOf(browsers);
        }
    }
}
