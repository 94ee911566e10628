package bot.herald.config;

import bot.herald.identity.Secret;

/** What a person has to say before Herald can start; as typed, not checked yet. */
public record FirstSettings(String publicUrl, String clientId, Secret clientSecret) {
    public FirstSettings {
        publicUrl = publicUrl.strip();
        clientId = clientId.strip();
        clientSecret = new Secret(clientSecret.reveal().strip());
    }
}
