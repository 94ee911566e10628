package bot.herald.auth;

import bot.herald.auth.Completion.Connected;
import bot.herald.auth.Completion.Reason;
import bot.herald.auth.Completion.Refused;
import bot.herald.identity.Scope;
import bot.herald.identity.Secret;
import bot.herald.identity.TwitchFailure;
import bot.herald.identity.TwitchProfile;
import bot.herald.identity.TwitchUserId;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Connects an account by OAuth's authorization code flow, from the first redirect to the stored credential.
 *
 * <p>A state is unguessable, works once, for ten minutes, and only in the browser that began. Nothing is stored before
 * every check has passed. Safe for concurrent use.
 */
public final class AuthorizationFlow {
    private static final Logger log = LoggerFactory.getLogger(AuthorizationFlow.class);
    private static final Duration STATE_LIFETIME = Duration.ofMinutes(10);

    private final String clientId;
    private final OAuthClient oauth;
    private final ProfileLookup profiles;
    private final PendingAuthorizations pending;
    private final Admission admission;
    private final CredentialService credentials;
    private final ConnectionListener listener;
    private final ScopesInUse scopes;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    public AuthorizationFlow(
            String clientId,
            OAuthClient oauth,
            ProfileLookup profiles,
            PendingAuthorizations pending,
            Admission admission,
            CredentialService credentials,
            ConnectionListener listener,
            ScopesInUse scopes,
            Clock clock) {
        this.clientId = clientId;
        this.oauth = oauth;
        this.profiles = profiles;
        this.pending = pending;
        this.admission = admission;
        this.credentials = credentials;
        this.listener = listener;
        this.scopes = scopes;
        this.clock = clock;
    }

    /**
     * Where to send the browser.
     *
     * @param account whose yes is expected, and so what is asked for; anybody may give it. Empty if nobody knows
     * @param browser the value of a cookie that only this browser has
     * @throws TooManyPendingException if as many are under way as there may be
     */
    public URI begin(Purpose purpose, Optional<TwitchUserId> account, Secret browser) {
        byte[] bytes = new byte[24];
        random.nextBytes(bytes);
        String state = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        Instant now = clock.instant();
        boolean kept = pending.add(
                new PendingAuthorization(
                        Hashes.sha256(state), purpose, Hashes.sha256(browser.reveal()), now.plus(STATE_LIFETIME)),
                now);
        if (!kept) {
            throw new TooManyPendingException();
        }
        // Without force_verify Twitch silently takes whatever account the browser is on: for the bot, usually the
        // streamer's own.
        return oauth.authorizeUri(asked(purpose, account), state, purpose == Purpose.BOT);
    }

    /** What an account is asked for: what every one is, and what follows from what was switched on. */
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
        Optional<PendingAuthorization> began = callback.state()
                // Who has no cookie of ours began nothing here, and costs no look into the database.
                .filter(state -> !callback.browsers().isEmpty())
                .flatMap(state -> pending.take(Hashes.sha256(state)));
        if (began.isEmpty() || !isStillGood(began.get(), callback.browsers())) {
            return new Refused(
                    Reason.INVALID_STATE,
                    "This link was used before, is more than ten minutes old, or was opened in another browser."
                            + " Please start again.");
        }
        if (callback.error().isPresent()) {
            return new Refused(
                    Reason.ACCESS_DENIED, "Twitch says that access was refused. Nothing was stored or changed.");
        }
        Purpose purpose = began.get().purpose();
        return callback.code()
                .map(code -> exchange(purpose, code))
                .orElseGet(() -> new Refused(Reason.INVALID_CODE, "Twitch sent no code back. Please start again."));
    }

    private boolean isStillGood(PendingAuthorization began, List<Secret> browsers) {
        // Hashes are compared, so the time it takes tells nothing about the cookie.
        return clock.instant().isBefore(began.expiresAt())
                && browsers.stream()
                        .anyMatch(cookie -> Hashes.sha256(cookie.reveal()).equals(began.browserHash()));
    }

    private Completion exchange(Purpose purpose, Secret code) {
        TokenAnswer answer = oauth.exchangeCode(code);
        if (answer instanceof TokenAnswer.Failed failed) {
            return refused(purpose, failed.failure());
        }
        TokenGrant grant = ((TokenAnswer.Granted) answer).grant();
        return connect(purpose, grant);
    }

    /**
     * Connects an account with tokens got elsewhere; a dead or missing access token is replaced by refreshing first.
     *
     * <p>With both empty it is refused.
     */
    public Completion adopt(Purpose purpose, Optional<Secret> accessToken, Optional<Secret> refreshToken) {
        Optional<Secret> live =
                accessToken.filter(token -> !(oauth.validate(token) instanceof ValidationAnswer.Invalid));
        if (live.isPresent()) {
            return connect(purpose, new TokenGrant(live.get(), refreshToken, Optional.empty(), Set.of(), "bearer"));
        }
        if (refreshToken.isEmpty()) {
            return new Refused(
                    Reason.INVALID_CODE, "Twitch does not accept the access token, and there is no refresh token.");
        }
        TokenAnswer answer = oauth.refresh(refreshToken.get());
        if (answer instanceof TokenAnswer.Failed failed) {
            return failed.failure() instanceof TwitchFailure.Reauthorize
                    ? new Refused(
                            Reason.INVALID_CODE,
                            "Twitch accepts neither token: they have ended, or belong to another application.")
                    : refused(purpose, failed.failure());
        }
        TokenGrant grant = ((TokenAnswer.Granted) answer).grant();
        return connect(
                purpose,
                new TokenGrant(
                        grant.accessToken(),
                        grant.refreshToken().or(() -> refreshToken),
                        grant.expiresIn(),
                        grant.scopes(),
                        grant.tokenType()));
    }

    /** Validates a token got by whatever flow, looks its owner up, and stores it if the account is admitted. */
    Completion connect(Purpose purpose, TokenGrant grant) {
        ValidationAnswer validation = oauth.validate(grant.accessToken());
        if (validation instanceof ValidationAnswer.Unknown unknown) {
            return refused(purpose, unknown.failure());
        }
        if (!(validation instanceof ValidationAnswer.Valid valid)) {
            return new Refused(
                    Reason.INVALID_CODE, "Twitch took the permission back before it was used. Please start again.");
        }
        if (!valid.clientId().equals(clientId)) {
            return new Refused(Reason.MISCONFIGURED, "Twitch issued this permission to another application.");
        }
        ProfileLookup.Answer lookup = profiles.ownerOf(grant.accessToken());
        if (lookup instanceof ProfileLookup.Answer.Failed failed) {
            return refused(purpose, failed.failure());
        }
        TwitchProfile profile = ((ProfileLookup.Answer.Found) lookup).profile();
        if (!profile.id().equals(valid.userId())) {
            return new Refused(Reason.WRONG_ACCOUNT, "Twitch names two different accounts. Please start again.");
        }
        Optional<String> refusal = admission.refusal(purpose, profile);
        if (refusal.isPresent()) {
            log.info("user={} login={} purpose={} not admitted", profile.id(), profile.login(), purpose.text());
            return new Refused(purpose == Purpose.BOT ? Reason.WRONG_ACCOUNT : Reason.NOT_ADMITTED, refusal.get());
        }
        credentials.put(
                new CredentialKey(profile.id(), purpose),
                profile.login(),
                grant.expiresIn().isPresent() ? grant : grant.expiringIn(valid.expiresIn()),
                valid.scopes());
        listener.connected(purpose, profile);
        Set<Scope> missing = scopes.missing(purpose, profile.id(), valid.scopes());
        log.info("user={} login={} purpose={} connected", profile.id(), profile.login(), purpose.text());
        return new Connected(purpose, profile, missing);
    }

    static Refused refused(Purpose purpose, TwitchFailure failure) {
        log.warn("purpose={} authorisation did not complete: {}", purpose.text(), failure.reason());
        if (failure instanceof TwitchFailure.RetryLater) {
            return new Refused(
                    Reason.TWITCH_UNAVAILABLE, "Twitch cannot be reached at the moment. Please try again shortly.");
        }
        if (failure instanceof TwitchFailure.Misconfigured) {
            return new Refused(
                    Reason.MISCONFIGURED,
                    "Twitch does not accept this bot's client id or secret. Its operator has to correct them; `herald"
                            + " check` says what is wrong.");
        }
        return new Refused(Reason.INVALID_CODE, "Twitch did not accept the code it sent with you. Please start again.");
    }
}
