package bot.herald.auth;

import bot.herald.identity.Scope;
import bot.herald.identity.Secret;
import bot.herald.identity.TwitchFailure;
import java.net.URI;
import java.util.Optional;
import java.util.Set;

/**
 * Twitch's OAuth endpoints as Herald needs them.
 *
 * <p>Safe for concurrent use. Calls block for one request, throw nothing for an answer of Twitch or its absence, and
 * never repeat a request by themselves.
 */
public interface OAuthClient {
    /** Where to send a browser; no I/O. */
    URI authorizeUri(Set<Scope> scopes, String state, boolean forceVerify);

    TokenAnswer exchangeCode(Secret code);

    TokenAnswer refresh(Secret refreshToken);

    /** A new app access token (client credentials). */
    TokenAnswer appToken();

    ValidationAnswer validate(Secret accessToken);

    /** Ends the grant at Twitch; empty when it is gone, also when it was gone before. */
    Optional<TwitchFailure> revoke(Secret accessToken);
}
