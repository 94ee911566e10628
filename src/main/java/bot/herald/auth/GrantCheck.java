package bot.herald.auth;

import bot.herald.auth.Completion.Reason;
import bot.herald.auth.Completion.Refused;
import bot.herald.auth.IdentityProvider.ValidationAnswer;
import bot.herald.identity.Scope;
import bot.herald.identity.TwitchProfile;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Checks a grant before it is stored: that Twitch issued it to this application, whose it is, and that the account is
 * admitted. Stores nothing. Safe for concurrent use.
 */
public final class GrantCheck {
    private static final Logger log = LoggerFactory.getLogger(GrantCheck.class);

    private final String clientId;
    private final OAuthClient oauth;
    private final ProfileLookup profiles;
    private final Admission admission;

    /** The result of a check. */
    sealed interface Result {
        /** @param scopes as Twitch's validation names them */
        record Passed(TwitchProfile owner, TokenGrant grant, Set<Scope> scopes) implements Result {}

        record Failed(Refused refused) implements Result {}
    }

    public GrantCheck(String clientId, OAuthClient oauth, ProfileLookup profiles, Admission admission) {
        this.clientId = clientId;
        this.oauth = oauth;
        this.profiles = profiles;
        this.admission = admission;
    }

    /** Blocks for two requests to Twitch. */
    Result of(AuthorizationRequest request, TokenGrant grant) {
        ValidationAnswer validation = oauth.validate(grant.accessToken());
        if (validation instanceof ValidationAnswer.Unknown unknown) {
            return new Result.Failed(Refusals.of(request.purpose(), unknown.failure()));
        }
        if (!(validation instanceof ValidationAnswer.Valid valid)) {
            return failed(
                    Reason.INVALID_CODE, "Twitch took the permission back before it was used. Please start again.");
        }
        if (!valid.clientId().equals(clientId)) {
            return failed(Reason.MISCONFIGURED, "Twitch issued this permission to another application.");
        }
        ProfileLookup.Answer lookup = profiles.ownerOf(grant.accessToken());
        if (lookup instanceof ProfileLookup.Answer.Failed failed) {
            return new Result.Failed(Refusals.of(request.purpose(), failed.failure()));
        }
        TwitchProfile owner = ((ProfileLookup.Answer.Found) lookup).profile();
        if (!owner.id().equals(valid.account())) {
            return failed(Reason.WRONG_ACCOUNT, "Twitch names two different accounts. Please start again.");
        }
        Optional<Refused> notAdmitted = refusal(request, owner);
        if (notAdmitted.isPresent()) {
            return new Result.Failed(notAdmitted.get());
        }
        TokenGrant withExpiry = grant.expiresIn().isPresent() ? grant : grant.expiringIn(valid.expiresIn());
        return new Result.Passed(owner, withExpiry, valid.scopes());
    }

    /** Why this installation does not accept the account; empty if it does. */
    Optional<Refused> refusal(AuthorizationRequest request, TwitchProfile owner) {
        Purpose purpose = request.purpose();
        Optional<String> refusal = admission.refusal(purpose, owner);
        refusal.ifPresent(message ->
                log.info("user={} login={} purpose={} not admitted", owner.id(), owner.login(), purpose.text()));
        return refusal.map(message -> new Refused(
                purpose == Purpose.BOT ? Reason.WRONG_ACCOUNT : Reason.NOT_ADMITTED, message, Optional.of(request)));
    }

    private static Result failed(Reason reason, String message) {
        return new Result.Failed(new Refused(reason, message));
    }
}
