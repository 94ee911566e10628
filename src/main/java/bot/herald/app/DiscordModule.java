package bot.herald.app;

import bot.herald.account.DiscordAccounts;
import bot.herald.account.Guests;
import bot.herald.auth.Application;
import bot.herald.auth.AuthorizationStates;
import bot.herald.auth.ClientStanding;
import bot.herald.auth.CredentialService;
import bot.herald.config.BotConfig;
import bot.herald.config.DiscordConfig;
import bot.herald.discord.login.DiscordHttp;
import bot.herald.discord.login.DiscordIdentity;
import bot.herald.discord.login.DiscordLogin;
import bot.herald.discord.login.ServersListed;
import bot.herald.identity.Provider;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Discord, where there is an application there; otherwise none of it exists. */
record DiscordModule(DiscordIdentity identity, Application application) {
    static Optional<DiscordModule> of(BotConfig config, Clock clock) {
        return config.discord().map(discord -> of(discord, config, clock));
    }

    private static DiscordModule of(DiscordConfig discord, BotConfig config, Clock clock) {
        DiscordIdentity identity = new DiscordIdentity(
                new DiscordHttp(config.web().publicUrl()), discord, config.web().discordRedirectUri(), clock);
        return new DiscordModule(
                identity, new Application(discord.clientId(), identity, new ClientStanding(Provider.DISCORD, clock)));
    }

    /** Every application: Twitch's, and Discord's where there is one. */
    static List<Application> applications(Application twitch, Optional<DiscordModule> discord) {
        List<Application> all = new ArrayList<>(List.of(twitch));
        discord.map(DiscordModule::application).ifPresent(all::add);
        return List.copyOf(all);
    }

    DiscordLogin login(
            StorageModule storage,
            CredentialService credentials,
            DiscordAccounts accounts,
            Guests guests,
            ServersListed servers,
            Clock clock) {
        return new DiscordLogin(
                identity,
                new AuthorizationStates(storage.pending(), clock),
                credentials,
                accounts,
                guests,
                servers,
                clock);
    }
}
