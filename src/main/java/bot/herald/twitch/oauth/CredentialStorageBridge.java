package bot.herald.twitch.oauth;

import bot.herald.auth.Credential;
import bot.herald.auth.CredentialKey;
import bot.herald.auth.LiveCredentials;
import bot.herald.identity.Scope;
import bot.herald.identity.Secret;
import com.github.philippheuer.credentialmanager.api.IStorageBackend;
import com.github.philippheuer.credentialmanager.domain.OAuth2Credential;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/**
 * Keeps CredentialManager's list equal to our credentials.
 *
 * <p>The manager uses the very list it is given, so this class owns it: a credential is one live object for life, changed
 * in place at a refresh, and taken out when it is removed or needs a new authorisation. Safe for concurrent use.
 */
public final class CredentialStorageBridge implements IStorageBackend, LiveCredentials {
    static final String PROVIDER = "twitch";

    private final String clientId;
    private final List<com.github.philippheuer.credentialmanager.domain.Credential> list = new CopyOnWriteArrayList<>();
    private final Map<CredentialKey, OAuth2Credential> byKey = new ConcurrentHashMap<>();
    private final Map<String, OAuth2Credential> byAccessToken = new ConcurrentHashMap<>();

    public CredentialStorageBridge(String clientId) {
        this.clientId = clientId;
    }

    /** The live object for a credential; Twitch4J may hold on to it. */
    public Optional<OAuth2Credential> live(CredentialKey key) {
        return Optional.ofNullable(byKey.get(key));
    }

    Optional<OAuth2Credential> byAccessToken(String accessToken) {
        return Optional.ofNullable(byAccessToken.get(accessToken));
    }

    @Override
    public synchronized void changed(Credential credential) {
        Optional<Secret> accessToken = credential.token().accessToken();
        if (accessToken.isEmpty() || !credential.isUsable()) {
            removed(credential.key());
            return;
        }
        OAuth2Credential fresh = converted(credential, accessToken.get());
        OAuth2Credential live = byKey.putIfAbsent(credential.key(), fresh);
        if (live == null) {
            list.add(fresh);
            byAccessToken.put(fresh.getAccessToken(), fresh);
            return;
        }
        byAccessToken.remove(live.getAccessToken());
        live.updateCredential(fresh);
        byAccessToken.put(live.getAccessToken(), live);
    }

    @Override
    @SuppressWarnings("ReferenceEquality") // equals compares changing fields; the list must lose this very object
    public synchronized void removed(CredentialKey key) {
        OAuth2Credential live = byKey.remove(key);
        if (live != null) {
            byAccessToken.remove(live.getAccessToken());
            list.removeIf(entry -> entry == live);
        }
    }

    @Override
    public List<com.github.philippheuer.credentialmanager.domain.Credential> loadCredentials() {
        return list;
    }

    /** Does nothing: our store has written every change before it came here. */
    @Override
    public void saveCredentials(List<com.github.philippheuer.credentialmanager.domain.Credential> credentials) {}

    @Override
    public Optional<com.github.philippheuer.credentialmanager.domain.Credential> getCredentialByUserId(String userId) {
        return list.stream().filter(entry -> userId.equals(entry.getUserId())).findFirst();
    }

    private OAuth2Credential converted(Credential credential, Secret accessToken) {
        @Nullable
        String refreshToken =
                credential.token().refreshToken().map(Secret::reveal).orElse(null);
        @Nullable
        Integer expiresIn = credential
                .token()
                .expiresAt()
                .map(at -> (int) Math.max(0, Duration.between(Instant.now(), at).toSeconds()))
                .orElse(null);
        return new OAuth2Credential(
                PROVIDER,
                accessToken.reveal(),
                refreshToken,
                credential.key().userId().value(),
                credential.login().value(),
                expiresIn,
                new CopyOnWriteArrayList<>(
                        credential.scopes().stream().map(Scope::value).sorted().toList()),
                new ConcurrentHashMap<>(Map.of("client_id", clientId)));
    }
}
