package bot.herald.app;

import bot.herald.auth.AppTokenService;
import bot.herald.auth.Application;
import bot.herald.auth.BotAccount;
import bot.herald.auth.ClientStanding;
import bot.herald.auth.Credential;
import bot.herald.auth.CredentialService;
import bot.herald.auth.RefreshHistory;
import bot.herald.auth.TokenRefreshScheduler;
import bot.herald.config.BotConfig;
import bot.herald.lifecycle.Listeners;
import bot.herald.metrics.Observers;
import bot.herald.twitch.door.TwitchDoor;
import java.time.Clock;
import java.util.Optional;

/**
 * Every token: the bot's, the channels', those of people, and the app's own.
 *
 * @param refreshes the results of the latest refreshes
 * @param usabilityChanges notifies of credentials that Twitch revoked, or that work again
 * @param scopeChanges notifies of credentials that are found to have more or fewer scopes
 * @param renamings notifies of credentials whose owner has a new login
 * @param discord empty without a Discord application
 * @param door where all calls that use one of these tokens go out
 */
record TokenModule(
        CredentialService credentials,
        BotAccount bot,
        AppTokenService appToken,
        TokenRefreshScheduler refreshScheduler,
        RefreshHistory refreshes,
        Listeners<Credential> usabilityChanges,
        Listeners<Credential> scopeChanges,
        Listeners<Credential> renamings,
        TwitchDoor door,
        Optional<DiscordModule> discord) {

    static TokenModule of(Foundation foundation) {
        BotConfig config = foundation.config();
        StorageModule storage = foundation.storage();
        TwitchModule twitch = foundation.twitch();
        Clock clock = foundation.clock();
        Listeners<Credential> usabilityChanges = new Listeners<>();
        Listeners<Credential> scopeChanges = new Listeners<>();
        Listeners<Credential> renamings = new Listeners<>();
        RefreshHistory refreshes = new RefreshHistory(clock);
        ClientStanding standing = new ClientStanding(clock);
        Optional<DiscordModule> discord = DiscordModule.of(config, clock);
        CredentialService credentials = new CredentialService(
                DiscordModule.applications(
                        new Application(config.twitch().clientId(), twitch.oauth(), standing), discord),
                storage.credentials(),
                twitch.live(),
                Observers.credentials(foundation.metrics(), refreshes, usabilityChanges, scopeChanges, renamings),
                foundation.wakeUps(),
                foundation.instances().name(),
                clock);
        AppTokenService appToken = new AppTokenService(
                config.twitch().clientId(), storage.appToken(), twitch.oauth(), standing, foundation.wakeUps(), clock);
        return new TokenModule(
                credentials,
                new BotAccount(credentials),
                appToken,
                new TokenRefreshScheduler(
                        credentials, appToken, foundation.instances().whileLeading(), clock),
                refreshes,
                usabilityChanges,
                scopeChanges,
                renamings,
                new TwitchDoor(twitch.helix(), config.twitch().endpoints().helix(), credentials, appToken, clock),
                discord);
    }
}
