package bot.herald.testing;

import bot.herald.config.DiscordConfig;
import bot.herald.identity.Secret;
import bot.herald.simulator.discord.DiscordSimulator;
import java.net.URI;
import java.util.Optional;

/** Points Herald at a simulated Discord, with the application and the bot that it has there. */
public final class DiscordSettings {
    private DiscordSettings() {}

    public static DiscordConfig of(DiscordSimulator discord) {
        return new DiscordConfig(
                discord.clientId(),
                new Secret(discord.clientSecret()),
                Optional.of(new Secret(discord.botToken())),
                new DiscordConfig.Endpoints(
                        discord.baseUrl(), URI.create(discord.apiUrl()), URI.create(discord.gatewayUrl())));
    }
}
