package bot.herald.twitch.oauth;

import bot.herald.identity.Secret;
import com.github.philippheuer.credentialmanager.domain.OAuth2Credential;
import com.github.twitch4j.auth.providers.TwitchIdentityProvider;
import java.net.URI;
import java.util.Optional;

/**
 * Twitch4J's identity provider, answering from the credentials we hold.
 *
 * <p>{@code TwitchHelix} asks who owns a token at its first use, which would cost a call to Twitch per token and quarter of
 * an hour.
 */
final class HeldCredentialsProvider extends TwitchIdentityProvider {
    private final CredentialStorageBridge held;

    HeldCredentialsProvider(
            String clientId, Secret clientSecret, URI redirectUri, URI base, CredentialStorageBridge held) {
        super(clientId, clientSecret.reveal(), redirectUri.toString(), base.toString());
        this.held = held;
    }

    @Override
    public Optional<OAuth2Credential> getAdditionalCredentialInformation(OAuth2Credential credential) {
        return held.byAccessToken(credential.getAccessToken())
                .or(() -> super.getAdditionalCredentialInformation(credential));
    }
}
