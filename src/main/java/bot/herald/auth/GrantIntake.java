package bot.herald.auth;

import bot.herald.auth.BotReplacements.Replacement;
import bot.herald.auth.Completion.Connected;
import bot.herald.auth.Completion.Reason;
import bot.herald.auth.Completion.Refused;
import bot.herald.identity.Scope;
import bot.herald.identity.Secret;
import bot.herald.identity.TwitchProfile;
import bot.herald.identity.TwitchUserId;
import bot.herald.security.Sha256;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Connects the account of a grant, whichever flow the grant came by: checks it, decides whether it may replace the bot's
 * account, and stores it. Safe for concurrent use.
 */
public final class GrantIntake {
    private static final Logger log = LoggerFactory.getLogger(GrantIntake.class);

    private final GrantCheck check;
    private final BotReplacements replacements;
    private final CredentialService credentials;
    private final ConnectionListener listener;
    private final ScopesInUse scopes;
    private final Clock clock;

    public GrantIntake(
            GrantCheck check,
            BotReplacements replacements,
            CredentialService credentials,
            ConnectionListener listener,
            ScopesInUse scopes,
            Clock clock) {
        this.check = check;
        this.replacements = replacements;
        this.credentials = credentials;
        this.listener = listener;
        this.scopes = scopes;
        this.clock = clock;
    }

    /**
     * Checks the grant and stores it, unless that needs a confirmation first.
     *
     * @param browserHash of the browser that has to confirm another account as the bot; empty if knowing the id is
     * enough
     */
    Completion connect(AuthorizationRequest request, TokenGrant grant, Optional<String> browserHash) {
        return connect(request, grant, browserHash, credentials::revokeReplaced);
    }

    /** @param replaced receives the older credential of the same account, if there was one */
    Completion connect(
            AuthorizationRequest request,
            TokenGrant grant,
            Optional<String> browserHash,
            Consumer<Credential> replaced) {
        GrantCheck.Result result = check.of(request, grant);
        if (result instanceof GrantCheck.Result.Failed failed) {
            return failed.refused();
        }
        GrantCheck.Result.Passed passed = (GrantCheck.Result.Passed) result;
        Purpose purpose = request.purpose();
        TwitchProfile profile = passed.owner();
        Optional<TwitchUserId> expected = request.expected().filter(id -> !id.equals(profile.id()));
        if (expected.isPresent()) {
            return Refusals.wrongAccount(request, profile, nameOf(purpose, expected.get()));
        }
        Optional<Credential> otherBot = otherBot(purpose, profile.id());
        if (otherBot.isPresent()) {
            String current = otherBot.get().login().value();
            switch (request.otherBot()) {
                case KEEP -> {
                    return Refusals.wrongAccount(request, profile, current);
                }
                case CONFIRM -> {
                    return waiting(otherBot.get(), profile, passed.grant(), passed.scopes(), browserHash);
                }
                case REPLACE ->
                    log.info("user={} login={} replaces {} as the bot", profile.id(), profile.login(), current);
            }
        }
        return store(request, profile, passed.grant(), passed.scopes(), otherBot, Optional.empty(), replaced);
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
        Secret id = Secret.random();
        Instant now = clock.instant();
        replacements.add(new Replacement(
                Sha256.hex(id.reveal()),
                browserHash.orElseGet(() -> Sha256.hex(id.reveal())),
                profile,
                new StoredToken(
                        grant.refreshToken(),
                        Optional.of(grant.accessToken()),
                        grant.expiresIn().map(now::plus),
                        grant.tokenType()),
                granted,
                now.plus(AuthorizationStates.LIFETIME)));
        log.info(
                "user={} login={} agreed to be the bot in place of {}", profile.id(), profile.login(), current.login());
        return new Completion.Replacing(id, current.login(), profile);
    }

    /** Revokes grants of accounts that were to replace the bot and were not confirmed within ten minutes. */
    void endUnconfirmed() {
        for (Replacement expired : replacements.takeExpired(clock.instant())) {
            TwitchProfile profile = expired.profile();
            log.info(
                    "user={} login={} was not confirmed as the bot in time, its grant is revoked",
                    profile.id(),
                    profile.login());
            credentials.revokeReplaced(new Credential(
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
     * @param browsers the cookies of the browser that began, or the id itself where there was no browser
     * @param by who confirms it; empty for the operator
     */
    Completion confirmBot(Secret id, List<Secret> browsers, Optional<TwitchUserId> by) {
        Instant now = clock.instant();
        endUnconfirmed();
        Optional<Replacement> taken = replacements
                .take(Sha256.hex(id.reveal()))
                .filter(one -> now.isBefore(one.expiresAt()))
                .filter(one -> browsers.stream()
                        .anyMatch(cookie -> Sha256.hex(cookie.reveal()).equals(one.browserHash())));
        if (taken.isEmpty()) {
            return new Refused(
                    Reason.INVALID_STATE,
                    "This page was used before, is more than ten minutes old, or was opened in another browser. The"
                            + " bot is still the account it was. Please start again.");
        }
        Replacement replacement = taken.get();
        TwitchProfile profile = replacement.profile();
        AuthorizationRequest request = AuthorizationRequest.of(Purpose.BOT, Optional.empty());
        Optional<Refused> refusal = check.refusal(request, profile);
        if (refusal.isPresent()) {
            return new Refused(refusal.get().reason(), refusal.get().message());
        }
        StoredToken token = replacement.token();
        return store(
                request,
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
                credentials::revokeReplaced);
    }

    private String nameOf(Purpose purpose, TwitchUserId account) {
        return Stream.concat(Stream.of(purpose), Stream.of(Purpose.values()))
                .flatMap(any -> credentials.find(new CredentialKey(account, any)).stream())
                .map(credential -> credential.login().value())
                .findFirst()
                .orElse("the account with the user id " + account);
    }
}
