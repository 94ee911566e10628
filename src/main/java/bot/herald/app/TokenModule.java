package bot.herald.app;

import bot.herald.auth.AppTokenService;
import bot.herald.auth.BotAccount;
import bot.herald.auth.ClientStanding;
import bot.herald.auth.Credential;
import bot.herald.auth.CredentialService;
import bot.herald.auth.RefreshHistory;
import bot.herald.auth.TokenKeeper;
import bot.herald.config.BotConfig;
import bot.herald.metrics.Observers;
import java.time.Clock;
import java.util.function.Consumer;

/**
 * Every token: the bot's, the channels', those of people, and the app's own.
 *
 * @param refreshes what became of the latest refreshes
 */
record TokenModule(
        CredentialService credentials,
        BotAccount bot,
        AppTokenService appToken,
        TokenKeeper keeper,
        RefreshHistory refreshes) {

    /**
     * @param stateChanged told of a credential that Twitch took back or gave again
     * @param renamed told of one whose owner has another login now
     */
    static TokenModule of(Foundation foundation, Consumer<Credential> stateChanged, Consumer<Credential> renamed) {
        BotConfig config = foundation.config();
        StorageModule storage = foundation.storage();
        TwitchModule twitch = foundation.twitch();
        Clock clock = foundation.clock();
        RefreshHistory refreshes = new RefreshHistory(clock);
        ClientStanding standing = new ClientStanding(clock);
        CredentialService credentials = new CredentialService(
                config.twitch().clientId(),
                storage.credentials(),
                twitch.oauth(),
                twitch.live(),
                Observers.credentials(foundation.metrics(), refreshes, stateChanged, renamed),
                standing,
                foundation.wakeUps(),
                foundation.instances().name(),
                clock);
        AppTokenService appToken = new AppTokenService(
                config.twitch().clientId(), storage.appToken(), twitch.oauth(), standing, foundation.wakeUps(), clock);
        return new TokenModule(
                credentials,
                new BotAccount(credentials),
                appToken,
                new TokenKeeper(credentials, appToken, foundation.instances()::leads, clock),
                refreshes);
    }
}
