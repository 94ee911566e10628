package bot.herald.auth;

import bot.herald.identity.Scope;
import bot.herald.identity.Secret;
import bot.herald.identity.TwitchLogin;
import java.util.Optional;
import java.util.Set;

/** The one holder of every credential: the bot's, every channel's, every logged-in person's. */
public final class CredentialService implements AccessTokens {

    @SuppressWarnings("DoNotCallSuggester")
    public void put(CredentialKey key, TwitchLogin login, TokenGrant grant, Set<Scope> scopes) {
        throw new IllegalStateException();
    }

    @Override
    public Answer accessToken(CredentialKey key) {
        throw new IllegalStateException();
    }

    @Override
    public Optional<Secret> afterUnauthorized(CredentialKey key, Secret refused) {
        throw new IllegalStateException();
    }
}
