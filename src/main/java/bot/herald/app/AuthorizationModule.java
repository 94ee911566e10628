package bot.herald.app;

import bot.herald.auth.AuthorizationFlow;
import bot.herald.auth.ConnectionListener;
import bot.herald.auth.DeviceFlow;
import bot.herald.auth.ScopesInUse;
import bot.herald.channel.ChannelService;
import bot.herald.config.BotConfig;
import bot.herald.connection.ConfiguredAdmission;
import bot.herald.setup.SetupLink;
import bot.herald.storage.JdbiLoginPins;

/** How accounts connect: in a browser, by a code that is typed at Twitch, and the bot's by the set-up link. */
record AuthorizationModule(AuthorizationFlow flow, DeviceFlow devices, SetupLink setupLink) {
    /** @param connected told of each that did */
    static AuthorizationModule of(
            Foundation foundation,
            TokenModule tokens,
            ChannelService channels,
            ScopesInUse scopes,
            ConnectionListener connected,
            SetupLink setupLink) {
        BotConfig config = foundation.config();
        TwitchModule twitch = foundation.twitch();
        AuthorizationFlow flow = new AuthorizationFlow(
                config.twitch().clientId(),
                twitch.oauth(),
                twitch.profiles(),
                foundation.storage().pending(),
                foundation.storage().replacements(),
                new ConfiguredAdmission(
                                config,
                                id -> channels.find(id).isPresent(),
                                new JdbiLoginPins(foundation.database(), foundation.clock()))
                        .onlyWhile(foundation.database()::canSave),
                tokens.credentials(),
                connected,
                scopes,
                foundation.clock());
        return new AuthorizationModule(flow, new DeviceFlow(twitch.devices(), flow, foundation.clock()), setupLink);
    }
}
