package bot.herald.config;

import bot.herald.identity.Secret;
import java.net.URI;
import java.util.Optional;

/**
 * The application on Discord.
 *
 * @param botToken the token of the application's bot; if empty, people can log in, but Herald is in no server
 */
public record DiscordConfig(String clientId, Secret clientSecret, Optional<Secret> botToken, Endpoints endpoints) {

    /**
     * The addresses of Discord or of a simulator.
     *
     * @param oauth browsers go to {@code /oauth2/authorize} below it, Herald to {@code /api/oauth2/token}; never ends with a slash
     * @param api with its version; never ends with a slash
     */
    public record Endpoints(URI oauth, URI api, URI gateway) {
        public static final Endpoints DEFAULT = new Endpoints(
                URI.create("https://discord.com"),
                URI.create("https://discord.com/api/v10"),
                URI.create("wss://gateway.discord.gg"));

        public Endpoints {
            oauth = Addresses.withoutTrailingSlash(oauth);
            api = Addresses.withoutTrailingSlash(api);
        }
    }
}
