package bot.herald.twitch.oauth;

import bot.herald.identity.Secret;
import com.github.philippheuer.credentialmanager.CredentialManager;
import com.github.philippheuer.credentialmanager.CredentialManagerBuilder;
import java.net.URI;

/** Builds Twitch4J's CredentialManager over our credentials. */
public final class CredentialManagers {
    private CredentialManagers() {}

    /**
     * A manager that lists what {@code held} holds and knows Twitch at {@code base}.
     *
     * <p>The provider is registered here because {@code TwitchHelix} would register one for the real Twitch otherwise.
     */
    public static CredentialManager over(
            CredentialStorageBridge held, String clientId, Secret clientSecret, URI redirectUri, URI base) {
        CredentialManager manager =
                CredentialManagerBuilder.builder().withStorageBackend(held).build();
        manager.registerIdentityProvider(new HeldCredentialsProvider(clientId, clientSecret, redirectUri, base, held));
        return manager;
    }
}
