package bot.herald.twitch.oauth;

import com.github.philippheuer.credentialmanager.domain.OAuth2Credential;
import com.github.twitch4j.auth.providers.TwitchIdentityProvider;
import java.net.URI;
import java.util.Optional;

/**
 * Twitch4J's identity provider, answering from the credentials we hold: its modules ask who owns a token at its first use, which
 * would cost a call to Twitch. It is given no client secret, because it refreshes nothing.
 */
final class HeldCredentialsProvider extends TwitchIdentityProvider {
    private final LiveOAuth2Credentials.Held held;

    HeldCredentialsProvider(String clientId, URI base, LiveOAuth2Credentials.Held held) {
        super(clientId, "", "", base.toString());
        this.held = held;
    }

    @Override
    public Optional<OAuth2Credential> getAdditionalCredentialInformation(OAuth2Credential credential) {
        return held.byAccessToken(credential.getAccessToken())
                .or(() -> super.getAdditionalCredentialInformation(credential));
    }
}
