package bot.herald.config;

import bot.herald.identity.Secret;
import bot.herald.identity.TwitchUserId;

/**
 * What a person has to enter before Herald can start; as typed, not checked yet.
 *
 * @param port of the web server; empty for the usual one
 * @param admin login or user id of whoever may see and manage everything; empty for nobody
 */
public record FirstSettings(
        String port, String publicUrl, String clientId, Secret clientSecret, String admin, Discord discord) {
    /** The application at Discord; all of it empty for none. */
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

    /** The same, with somebody who may see and manage everything. */
    public FirstSettings withAdmin(TwitchUserId id) {
        return new FirstSettings(port, publicUrl, clientId, clientSecret, id.value(), discord);
    }
}
