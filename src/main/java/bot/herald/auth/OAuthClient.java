package bot.herald.auth;

import bot.herald.identity.Provider;
import bot.herald.identity.Scope;
import bot.herald.identity.Secret;
import java.net.URI;
import java.util.Set;

/** Twitch's OAuth endpoints as Herald needs them. Twitch has no PKCE, and gives applications tokens of their own. */
public interface OAuthClient extends IdentityProvider {
    @Override
    default Provider provider() {
        return Provider.TWITCH;
    }

    /** Where to send a browser; no I/O. */
    URI authorizeUri(Set<Scope> scopes, String state, boolean forceVerify);

    TokenAnswer exchangeCode(Secret code);

    /** A new app access token (client credentials). */
    TokenAnswer appToken();

    @Override
    default URI authorizeUri(Set<Scope> scopes, String state, boolean choosing, Secret verifier) {
        return authorizeUri(scopes, state, choosing);
    }

    @Override
    default TokenAnswer exchangeCode(Secret code, Secret verifier) {
        return exchangeCode(code);
    }
}
