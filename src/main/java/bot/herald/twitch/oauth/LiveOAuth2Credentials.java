package bot.herald.twitch.oauth;

import bot.herald.auth.Credential;
import bot.herald.auth.CredentialKey;
import bot.herald.auth.LiveCredentials;
import bot.herald.identity.Provider;
import bot.herald.identity.Scope;
import bot.herald.identity.Secret;
import com.github.philippheuer.credentialmanager.CredentialManager;
import com.github.philippheuer.credentialmanager.CredentialManagerBuilder;
import com.github.philippheuer.credentialmanager.api.IStorageBackend;
import com.github.philippheuer.credentialmanager.domain.OAuth2Credential;
import com.github.twitch4j.auth.providers.TwitchIdentityProvider;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.AbstractList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/**
 * Our credentials as Twitch4J's modules expect them: one live object for each Twitch user id and purpose, for as long
 * as it is usable, updated in place by a refresh. Safe for concurrent use.
 */
public final class LiveOAuth2Credentials implements LiveCredentials {
    static final String PROVIDER = "twitch";
    private static final String PURPOSE = "purpose";

    private final String clientId;
    private final URI oauth;
    private final Map<CredentialKey, OAuth2Credential> byKey = new ConcurrentHashMap<>();

    /** @param oauth the address of Twitch's OAuth endpoints */
    public LiveOAuth2Credentials(String clientId, URI oauth) {
        this.clientId = clientId;
        this.oauth = oauth;
    }

    Optional<OAuth2Credential> find(CredentialKey key) {
        return Optional.ofNullable(byKey.get(key));
    }

    /**
     * A manager that always holds exactly these credentials; adding to it is refused. If a user has two, it finds the
     * first by the user's id; the context of each names its purpose.
     */
    public CredentialManager managerOf(List<CredentialKey> keys) {
        Held held = new Held(List.copyOf(keys));
        CredentialManager manager =
                CredentialManagerBuilder.builder().withStorageBackend(held).build();
        // Otherwise Twitch4J registers one that calls the real Twitch.
        manager.registerIdentityProvider(new HeldCredentialsProvider(clientId, oauth, held));
        return manager;
    }

    @Override
    public synchronized void changed(Credential credential) {
        if (credential.key().provider() != Provider.TWITCH) {
            return;
        }
        Optional<Secret> accessToken = credential.token().accessToken();
        if (accessToken.isEmpty() || !credential.isUsable()) {
            removed(credential.key());
            return;
        }
        OAuth2Credential fresh = converted(credential, accessToken.get());
        OAuth2Credential live = byKey.putIfAbsent(credential.key(), fresh);
        if (live != null) {
            live.updateCredential(fresh);
        }
    }

    @Override
    public synchronized void removed(CredentialKey key) {
        byKey.remove(key);
    }

    private OAuth2Credential converted(Credential credential, Secret accessToken) {
        @Nullable
        Integer expiresIn = credential
                .token()
                .expiresAt()
                .map(at -> (int) Math.max(0, Duration.between(Instant.now(), at).toSeconds()))
                .orElse(null);
        return new OAuth2Credential(
                PROVIDER,
                accessToken.reveal(),
                // Only Herald refreshes: with one-time refresh tokens, a second party that does so loses the account.
                null,
                credential.key().userId().value(),
                credential.login().value(),
                expiresIn,
                new CopyOnWriteArrayList<>(
                        credential.scopes().stream().map(Scope::value).sorted().toList()),
                new ConcurrentHashMap<>(Map.of(
                        "client_id",
                        clientId,
                        PURPOSE,
                        credential.key().purpose().text())));
    }

    /** Some of the credentials. The manager uses the very list it is given, so this one changes with them. */
    final class Held extends AbstractList<com.github.philippheuer.credentialmanager.domain.Credential>
            implements IStorageBackend {
        private final List<CredentialKey> keys;

        private Held(List<CredentialKey> keys) {
            this.keys = keys;
        }

        private List<OAuth2Credential> now() {
            return keys.stream().map(byKey::get).filter(Objects::nonNull).toList();
        }

        @Override
        public com.github.philippheuer.credentialmanager.domain.Credential get(int index) {
            return now().get(index);
        }

        @Override
        public int size() {
            return now().size();
        }

        @Override
        public java.util.Iterator<com.github.philippheuer.credentialmanager.domain.Credential> iterator() {
            return List.<com.github.philippheuer.credentialmanager.domain.Credential>copyOf(now())
                    .iterator();
        }

        Optional<OAuth2Credential> byAccessToken(String accessToken) {
            return now().stream()
                    .filter(live -> live.getAccessToken().equals(accessToken))
                    .findFirst();
        }

        @Override
        public List<com.github.philippheuer.credentialmanager.domain.Credential> loadCredentials() {
            return this;
        }

        /** Does nothing: our store has saved every change before it came here. */
        @Override
        public void saveCredentials(List<com.github.philippheuer.credentialmanager.domain.Credential> credentials) {}

        @Override
        public Optional<com.github.philippheuer.credentialmanager.domain.Credential> getCredentialByUserId(
                String userId) {
            return now().stream()
                    .filter(live -> userId.equals(live.getUserId()))
                    .<com.github.philippheuer.credentialmanager.domain.Credential>map(live -> live)
                    .findFirst();
        }
    }

    /**
     * Twitch4J's identity provider, answering from the credentials we hold: its modules ask for a token's owner on
     * first use, which would cost a call to Twitch. It gets no client secret, because it refreshes nothing.
     */
    static final class HeldCredentialsProvider extends TwitchIdentityProvider {
        private final Held held;

        HeldCredentialsProvider(String clientId, URI base, Held held) {
            super(clientId, "", "", base.toString());
            this.held = held;
        }

        @Override
        public Optional<OAuth2Credential> getAdditionalCredentialInformation(OAuth2Credential credential) {
            return held.byAccessToken(credential.getAccessToken())
                    .or(() -> super.getAdditionalCredentialInformation(credential));
        }
    }
}
