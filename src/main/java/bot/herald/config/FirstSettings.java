package bot.herald.config;

import bot.herald.identity.Secret;
import bot.herald.identity.TwitchUserId;

/**
 * The settings that a person enters at the first start, as typed and not checked yet.
 *
 * @param port the port of the web server; empty for the default
 * @param admin the login or user id of an admin; empty for none
 */
public record FirstSettings(
        String port, String publicUrl, String clientId, Secret clientSecret, String admin, Discord discord) {
    /** The application on Discord. */
    public record Discord(String clientId, Secret clientSecret, Secret botToken) {
        public static final Discord NONE = new Discord("", new Secret(""), new Secret(""));

        public Discord {
            clientId = clientId.strip();
            clientSecret = new Secret(clientSecret.reveal().strip());
            botToken = new Secret(botToken.reveal().strip());
        }
    }

    public FirstSettings(String publicUrl, String clientId, Secret clientSecret) {
        this("", publicUrl, clientId, clientSecret, "");
    }

    /** Without Discord. */
    public FirstSettings(String port, String publicUrl, String clientId, Secret clientSecret, String admin) {
        this(port, publicUrl, clientId, clientSecret, admin, Discord.NONE);
    }

    public FirstSettings {
        port = port.strip();
        publicUrl = publicUrl.strip();
        clientId = clientId.strip();
        clientSecret = new Secret(clientSecret.reveal().strip());
        admin = admin.strip();
    }

    /** A copy with this admin. */
    public FirstSettings withAdmin(TwitchUserId id) {
        return new FirstSettings(port, publicUrl, clientId, clientSecret, id.value(), discord);
    }
}
