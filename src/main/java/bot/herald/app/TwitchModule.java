package bot.herald.app;

import bot.herald.auth.DeviceCodeClient;
import bot.herald.auth.OAuthClient;
import bot.herald.auth.ProfileLookup;
import bot.herald.config.BotConfig;
import bot.herald.config.TwitchConfig;
import bot.herald.twitch.door.HelixTransport;
import bot.herald.twitch.helix.HelixProfileLookup;
import bot.herald.twitch.http.TwitchHttp;
import bot.herald.twitch.oauth.CredentialStorageBridge;
import bot.herald.twitch.oauth.HttpDeviceCodeClient;
import bot.herald.twitch.oauth.HttpOAuthClient;
import java.time.Clock;

/** The ways to Twitch that need no credential of ours yet. */
record TwitchModule(
        TwitchHttp http,
        HelixTransport helix,
        OAuthClient oauth,
        DeviceCodeClient devices,
        CredentialStorageBridge live,
        ProfileLookup profiles) {
    static TwitchModule of(BotConfig config, Clock clock) {
        TwitchConfig twitch = config.twitch();
        TwitchHttp http = new TwitchHttp(clock);
        HelixTransport transport = new HelixTransport(http, twitch.clientId());
        CredentialStorageBridge live = new CredentialStorageBridge(twitch.clientId());
        return new TwitchModule(
                http,
                transport,
                new HttpOAuthClient(
                        http,
                        twitch.endpoints().oauth(),
                        twitch.clientId(),
                        twitch.clientSecret(),
                        config.web().redirectUri(),
                        clock),
                new HttpDeviceCodeClient(http, twitch.endpoints().oauth(), twitch.clientId(), clock),
                live,
                new HelixProfileLookup(transport, twitch.endpoints().helix()));
    }
}
