package bot.herald.app;

import bot.herald.auth.DeviceCodeClient;
import bot.herald.auth.OAuthClient;
import bot.herald.auth.ProfileLookup;
import bot.herald.config.BotConfig;
import bot.herald.config.TwitchConfig;
import bot.herald.twitch.door.HelixTransport;
import bot.herald.twitch.helix.HelixProfileLookup;
import bot.herald.twitch.http.TwitchHttp;
import bot.herald.twitch.oauth.HttpDeviceCodeClient;
import bot.herald.twitch.oauth.HttpOAuthClient;
import bot.herald.twitch.oauth.LiveOAuth2Credentials;
import java.time.Clock;

/** The ways to Twitch that need none of our credentials yet. */
record TwitchModule(
        TwitchHttp http,
        HelixTransport helix,
        OAuthClient oauth,
        DeviceCodeClient devices,
        LiveOAuth2Credentials live,
        ProfileLookup profiles) {
    static TwitchModule of(BotConfig config, Clock clock) {
        TwitchConfig twitch = config.twitch();
        TwitchHttp http = new TwitchHttp(clock);
        HelixTransport transport = new HelixTransport(http, twitch.clientId());
        LiveOAuth2Credentials live =
                new LiveOAuth2Credentials(twitch.clientId(), twitch.endpoints().oauth());
        return new TwitchModule(
                http,
                transport,
                new HttpOAuthClient(
                        http,
                        twitch.endpoints().oauth(),
                        twitch.clientId(),
                        twitch.clientSecret(),
                        config.web().redirectUri()),
                new HttpDeviceCodeClient(http, twitch.endpoints().oauth(), twitch.clientId()),
                live,
                new HelixProfileLookup(transport, twitch.endpoints().helix()));
    }
}
