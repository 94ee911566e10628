package bot.herald.discord.login;

import bot.herald.account.DiscordAccounts;
import bot.herald.account.Guests;
import bot.herald.auth.AuthorizationFlow.CallbackParameters;
import bot.herald.auth.AuthorizationRequest;
import bot.herald.auth.AuthorizationStates;
import bot.herald.auth.AuthorizationStates.Begun;
import bot.herald.auth.AuthorizationStates.Returned;
import bot.herald.auth.CredentialKey;
import bot.herald.auth.CredentialService;
import bot.herald.auth.IdentityProvider.TokenAnswer;
import bot.herald.auth.Purpose;
import bot.herald.auth.RequestedScopes;
import bot.herald.auth.TokenGrant;
import bot.herald.discord.login.DiscordIdentity.Who;
import bot.herald.identity.DiscordProfile;
import bot.herald.identity.DiscordUserId;
import bot.herald.identity.Provider;
import bot.herald.identity.ProviderFailure;
import bot.herald.identity.Scope;
import bot.herald.identity.Secret;
import bot.herald.identity.TwitchUserId;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logs people in with Discord, from the first redirect to the stored account, and disconnects them.
 *
 * <p>Nothing is stored before every check has passed. Safe for concurrent use.
 */
public final class DiscordLogin {
    private static final Logger log = LoggerFactory.getLogger(DiscordLogin.class);

    private final DiscordIdentity discord;
    private final AuthorizationStates states;
    private final CredentialService credentials;
    private final DiscordAccounts accounts;
    private final Guests guests;
    private final ServersListed servers;
    private final Clock clock;

    public DiscordLogin(
            DiscordIdentity discord,
            AuthorizationStates states,
            CredentialService credentials,
            DiscordAccounts accounts,
            Guests guests,
            ServersListed servers,
            Clock clock) {
        this.discord = discord;
        this.states = states;
        this.credentials = credentials;
        this.accounts = accounts;
        this.guests = guests;
        this.servers = servers;
        this.clock = clock;
    }

    /** How a login that came back from Discord ended. */
    public sealed interface Result {
        /**
         * The person is known.
         *
         * @param page where the browser goes on; empty for the usual place
         */
        record LoggedIn(DiscordProfile profile, String page) implements Result {}

        /**
         * Nothing was stored.
         *
         * @param message in plain words for the person at the browser, saying what to do next; without secrets
         */
        record Refused(Reason reason, String message) implements Result {}
    }

    /** Why nothing was stored. */
    public enum Reason {
        ACCESS_DENIED,
        INVALID_STATE,
        INVALID_CODE,
        /** The person did not grant the scope that identifies them. */
        PERMISSION_MISSING,
        /** One of the two accounts is linked to another already. */
        LINKED_ELSEWHERE,
        MISCONFIGURED,
        DISCORD_UNAVAILABLE
    }

    /**
     * Where to send the browser.
     *
     * @param choosing whether Discord shall ask again, so that another account can be chosen
     * @param page where the browser goes on afterwards; empty for the usual place
     * @param browser the value of a cookie that only this browser has
     * @throws bot.herald.auth.PendingAuthorizations.TooManyPendingException if as many are under way as there may be
     */
    public URI begin(boolean choosing, String page, Secret browser) {
        Begun begun = states.begin(
                Provider.DISCORD,
                AuthorizationRequest.of(Purpose.LOGIN, Optional.empty()).goingOnAt(page),
                browser);
        return discord.authorizeUri(RequestedScopes.OF_DISCORD, begun.state(), choosing, begun.verifier());
    }

    /**
     * Checks what came back and, if all is well, stores the account.
     *
     * @param here who has proven an account on Twitch in this browser, to be linked with; empty for nobody
     */
    public Result complete(CallbackParameters callback, Optional<TwitchUserId> here) {
        Optional<Returned> returned = states.take(Provider.DISCORD, callback.state(), callback.browsers());
        if (returned.isEmpty()) {
            return new Result.Refused(
                    Reason.INVALID_STATE,
                    "This link was used before, is more than ten minutes old, or was opened in another browser."
                            + " Please start again.");
        }
        if (callback.error().isPresent()) {
            return new Result.Refused(
                    Reason.ACCESS_DENIED, "Discord says that access was refused. Nothing was stored or changed.");
        }
        if (callback.code().isEmpty()) {
            return new Result.Refused(Reason.INVALID_CODE, "Discord sent no code back. Please start again.");
        }
        TokenAnswer answer =
                discord.exchangeCode(callback.code().get(), returned.get().verifier());
        if (answer instanceof TokenAnswer.Failed failed) {
            return refused(failed.failure());
        }
        TokenGrant grant = ((TokenAnswer.Granted) answer).grant();
        if (!grant.scopes().contains(RequestedScopes.DISCORD_IDENTITY)) {
            return new Result.Refused(
                    Reason.PERMISSION_MISSING,
                    "Discord did not allow Herald to know who you are. Please start again and allow it.");
        }
        Who who = discord.who(grant.accessToken());
        return who instanceof Who.Is is
                ? store(is.profile(), grant, here, returned.get().page())
                : refused(((Who.Failed) who).failure());
    }

    private Result store(DiscordProfile profile, TokenGrant grant, Optional<TwitchUserId> here, String page) {
        if (here.filter(person -> !guests.mayLink(profile.id(), person)).isPresent()) {
            return linkedElsewhere(profile);
        }
        CredentialKey key = CredentialKey.login(profile.id());
        credentials.put(key, profile.username(), grant, grant.scopes());
        accounts.loggedIn(profile, clock.instant());
        if (here.isPresent() && !guests.link(profile.id(), here.get())) {
            return linkedElsewhere(profile);
        }
        learnServers(profile.id(), grant.scopes(), grant.accessToken());
        return new Result.LoggedIn(profile, page);
    }

    private static Result linkedElsewhere(DiscordProfile profile) {
        return new Result.Refused(
                Reason.LINKED_ELSEWHERE,
                "The Discord account " + profile.username()
                        + " belongs to another Twitch account here, or yours has another"
                        + " Discord account. Disconnect that one first, under Your sessions; or log out, log in with"
                        + " Discord alone and disconnect it there.");
    }

    /** By one call; whoever left the permission out, or whom Discord does not tell of now, is known all the same. */
    private void learnServers(DiscordUserId person, Set<Scope> granted, Secret accessToken) {
        if (!granted.contains(RequestedScopes.DISCORD_SERVERS)) {
            log.info("discord={} does not let us know their servers", person);
            return;
        }
        Optional<List<OwnServer>> list = discord.servers(accessToken);
        if (list.isEmpty()) {
            log.warn("discord={} Discord did not name their servers; they are asked for later", person);
            return;
        }
        servers.listed(person, list.get());
    }

    private static Result refused(ProviderFailure failure) {
        log.warn("a login with Discord did not complete: {}", failure.reason());
        if (failure instanceof ProviderFailure.RetryLater) {
            return new Result.Refused(
                    Reason.DISCORD_UNAVAILABLE, "Discord cannot be reached at the moment. Please try again shortly.");
        }
        if (failure instanceof ProviderFailure.Misconfigured) {
            return new Result.Refused(
                    Reason.MISCONFIGURED,
                    "Discord does not accept this bot's client ID or secret. Its operator has to correct them; `herald"
                            + " check` says what is wrong.");
        }
        return new Result.Refused(
                Reason.INVALID_CODE,
                "Discord did not accept the code it sent with you, which is good for a minute or two only. Please start"
                        + " again.");
    }

    /** Ends every permission that the account gave, at Discord too, and forgets it with all that is kept of it. */
    public void disconnect(DiscordUserId account) {
        // First, so that nobody can come back with a session while Discord is asked.
        accounts.erase(account);
        credentials.remove(CredentialKey.login(account));
        log.info("discord={} disconnected", account);
    }
}
