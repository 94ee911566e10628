package bot.herald.auth;

import bot.herald.auth.BotReplacements.Replacement;
import bot.herald.auth.Completion.Connected;
import bot.herald.auth.Completion.Reason;
import bot.herald.auth.Completion.Refused;
import bot.herald.auth.OAuthClient.TokenAnswer;
import bot.herald.auth.OAuthClient.ValidationAnswer;
import bot.herald.auth.PendingAuthorizations.PendingAuthorization;
import bot.herald.auth.PendingAuthorizations.TooManyPendingException;
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
import java.util.function.Consumer;
import java.util.stream.Stream;
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
    private final BotReplacements replacements;
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
            BotReplacements replacements,
            Admission admission,
            CredentialService credentials,
            ConnectionListener listener,
            ScopesInUse scopes,
            Clock clock) {
        this.clientId = clientId;
        this.oauth = oauth;
        this.profiles = profiles;
        this.pending = pending;
        this.replacements = replacements;
        this.admission = admission;
        this.credentials = credentials;
        this.listener = listener;
        this.scopes = scopes;
        this.clock = clock;
    }

    /**
     * Where to send the browser.
     *
     * @param browser the value of a cookie that only this browser has
     * @throws TooManyPendingException if as many are under way as there may be
     */
    public URI begin(AuthorizationRequest request, Secret browser) {
        String state = random();
        Instant now = clock.instant();
        boolean kept = pending.add(
                new PendingAuthorization(
                        Hashes.sha256(state),
                        request.purpose(),
                        request.expected(),
                        request.otherBot(),
                        request.page(),
                        Hashes.sha256(browser.reveal()),
                        now.plus(STATE_LIFETIME)),
                now);
        if (!kept) {
            throw new TooManyPendingException();
        }
        return oauth.authorizeUri(asked(request.purpose(), request.asked()), state, request.choosing());
    }

    private String random() {
        byte[] bytes = new byte[24];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
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
        PendingAuthorization request = began.get();
        return callback.code()
                .map(code -> exchange(request, code))
                .orElseGet(() -> new Refused(Reason.INVALID_CODE, "Twitch sent no code back. Please start again."));
    }

    private boolean isStillGood(PendingAuthorization began, List<Secret> browsers) {
        // Hashes are compared, so the time it takes tells nothing about the cookie.
        return clock.instant().isBefore(began.expiresAt())
                && browsers.stream()
                        .anyMatch(cookie -> Hashes.sha256(cookie.reveal()).equals(began.browserHash()));
    }

    private Completion exchange(PendingAuthorization began, Secret code) {
        TokenAnswer answer = oauth.exchangeCode(code);
        if (answer instanceof TokenAnswer.Failed failed) {
            return refused(began.purpose(), failed.failure());
        }
        TokenGrant grant = ((TokenAnswer.Granted) answer).grant();
        return connect(began.request(), grant, Optional.of(began.browserHash()));
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
            // The older credential may be of the same grant, so it is left alone.
            return connect(
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
            return failed.failure() instanceof TwitchFailure.Reauthorize
                    ? new Refused(
                            Reason.INVALID_CODE,
                            "Twitch accepts neither token: they have ended, or belong to another application.")
                    : refused(purpose, failed.failure());
        }
        TokenGrant grant = ((TokenAnswer.Granted) answer).grant();
        return connect(
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

    /**
     * Validates a token got by whatever flow, looks its owner up, and stores it if the account is admitted.
     *
     * @param browserHash of the browser that has to confirm another account for the bot; empty for whoever knows its id
     */
    Completion connect(AuthorizationRequest request, TokenGrant grant, Optional<String> browserHash) {
        return connect(request, grant, browserHash, credentials::endReplaced);
    }

    /** @param replaced takes the older credential of the same account, if there was one */
    private Completion connect(
            AuthorizationRequest request,
            TokenGrant grant,
            Optional<String> browserHash,
            Consumer<Credential> replaced) {
        Purpose purpose = request.purpose();
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
            return new Refused(
                    purpose == Purpose.BOT ? Reason.WRONG_ACCOUNT : Reason.NOT_ADMITTED,
                    refusal.get(),
                    Optional.of(request));
        }
        Optional<TwitchUserId> expected = request.expected().filter(id -> !id.equals(profile.id()));
        if (expected.isPresent()) {
            return wrongAccount(request, profile, nameOf(purpose, expected.get()));
        }
        TokenGrant lasting = grant.expiresIn().isPresent() ? grant : grant.expiringIn(valid.expiresIn());
        Optional<Credential> otherBot = otherBot(purpose, profile.id());
        if (otherBot.isPresent()) {
            String current = otherBot.get().login().value();
            switch (request.otherBot()) {
                case KEEP -> {
                    return wrongAccount(request, profile, current);
                }
                case CONFIRM -> {
                    return waiting(otherBot.get(), profile, lasting, valid.scopes(), browserHash);
                }
                case REPLACE ->
                    log.info("user={} login={} takes the place of {}", profile.id(), profile.login(), current);
            }
        }
        return store(request, profile, lasting, valid.scopes(), otherBot, Optional.empty(), replaced);
    }

    private Completion store(
            AuthorizationRequest request,
            TwitchProfile profile,
            TokenGrant grant,
            Set<Scope> granted,
            Optional<Credential> otherBot,
            Optional<TwitchUserId> by,
            Consumer<Credential> replaced) {
        Purpose purpose = request.purpose();
        credentials
                .put(new CredentialKey(profile.id(), purpose), profile.login(), grant, granted)
                .ifPresent(replaced);
        listener.connected(purpose, profile);
        otherBot.ifPresent(old -> listener.botReplaced(old, profile, by));
        Set<Scope> missing = scopes.missing(purpose, profile.id(), granted);
        log.info("user={} login={} purpose={} connected", profile.id(), profile.login(), purpose.text());
        if (isBotAndChannel(profile.id())) {
            log.warn(
                    "user={} login={} is the bot and a channel, so commands that it types are not answered: connect an"
                            + " account of its own as the bot",
                    profile.id(),
                    profile.login());
        }
        return new Connected(purpose, profile, missing, request.page());
    }

    private boolean isBotAndChannel(TwitchUserId account) {
        return credentials.find(CredentialKey.bot(account)).isPresent()
                && credentials.find(CredentialKey.channel(account)).isPresent();
    }

    private Optional<Credential> otherBot(Purpose purpose, TwitchUserId account) {
        return purpose == Purpose.BOT
                ? new BotAccount(credentials)
                        .credential()
                        .filter(bot -> !bot.key().userId().equals(account))
                : Optional.empty();
    }

    private Completion waiting(
            Credential current,
            TwitchProfile profile,
            TokenGrant grant,
            Set<Scope> granted,
            Optional<String> browserHash) {
        endUnconfirmed();
        Secret id = new Secret(random());
        Instant now = clock.instant();
        replacements.add(new Replacement(
                Hashes.sha256(id.reveal()),
                browserHash.orElseGet(() -> Hashes.sha256(id.reveal())),
                profile,
                new StoredToken(
                        grant.refreshToken(),
                        Optional.of(grant.accessToken()),
                        grant.expiresIn().map(now::plus),
                        grant.tokenType()),
                granted,
                now.plus(STATE_LIFETIME)));
        log.info(
                "user={} login={} agreed to be the bot in place of {}", profile.id(), profile.login(), current.login());
        return new Completion.Replacing(id, current.login(), profile);
    }

    /** Ends on Twitch what accounts agreed to that were never confirmed, and whose ten minutes are over. */
    public void endUnconfirmed() {
        for (Replacement expired : replacements.takeExpired(clock.instant())) {
            TwitchProfile profile = expired.profile();
            log.info("user={} login={} was never confirmed as the bot, its grant ends", profile.id(), profile.login());
            credentials.endReplaced(new Credential(
                    new CredentialKey(profile.id(), Purpose.BOT),
                    profile.login(),
                    expired.token(),
                    expired.scopes(),
                    CredentialState.VALID,
                    "",
                    0));
        }
    }

    /**
     * Makes the account the bot that {@link Completion.Replacing} named.
     *
     * @param browsers the values of the cookie of the browser that began, or the id itself where there was none
     * @param by who confirms it; empty for the operator
     */
    public Completion confirmBot(Secret id, List<Secret> browsers, Optional<TwitchUserId> by) {
        Instant now = clock.instant();
        endUnconfirmed();
        Optional<Replacement> taken = replacements
                .take(Hashes.sha256(id.reveal()))
                .filter(one -> now.isBefore(one.expiresAt()))
                .filter(one -> browsers.stream()
                        .anyMatch(cookie -> Hashes.sha256(cookie.reveal()).equals(one.browserHash())));
        if (taken.isEmpty()) {
            return new Refused(
                    Reason.INVALID_STATE,
                    "This page was used before, is more than ten minutes old, or was opened in another browser. The"
                            + " bot is still the account it was. Please start again.");
        }
        Replacement replacement = taken.get();
        TwitchProfile profile = replacement.profile();
        Optional<String> refusal = admission.refusal(Purpose.BOT, profile);
        if (refusal.isPresent()) {
            return new Refused(Reason.WRONG_ACCOUNT, refusal.get());
        }
        StoredToken token = replacement.token();
        return store(
                AuthorizationRequest.of(Purpose.BOT, Optional.empty()),
                profile,
                new TokenGrant(
                        token.accessToken().orElseThrow(),
                        token.refreshToken(),
                        token.expiresAt().map(end -> Duration.between(now, end)),
                        replacement.scopes(),
                        token.tokenType()),
                replacement.scopes(),
                otherBot(Purpose.BOT, profile.id()),
                by,
                credentials::endReplaced);
    }

    private String nameOf(Purpose purpose, TwitchUserId account) {
        return Stream.concat(Stream.of(purpose), Stream.of(Purpose.values()))
                .flatMap(any -> credentials.find(new CredentialKey(account, any)).stream())
                .map(credential -> credential.login().value())
                .findFirst()
                .orElse("the account with the user id " + account);
    }

    private static Refused wrongAccount(AuthorizationRequest request, TwitchProfile agreed, String expected) {
        Purpose purpose = request.purpose();
        log.warn(
                "user={} login={} purpose={} agreed where {} was expected, nothing is stored",
                agreed.id(),
                agreed.login(),
                purpose.text(),
                expected);
        String again = "Nothing was stored or changed. Log in to Twitch as " + expected
                + " (a private window is best) and open the link again";
        return new Refused(
                Reason.WRONG_ACCOUNT,
                purpose == Purpose.BOT
                        ? agreed.login() + " agreed, but the bot's account is " + expected + ". " + again
                                + ". To give the bot another account, an admin uses \"Use another account for the bot\""
                                + " on the dashboard, or the operator runs: herald login bot"
                        : agreed.login() + " agreed, but this link is for " + expected + ". " + again + "; or connect "
                                + agreed.login() + " from the start page.",
                Optional.of(request));
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
