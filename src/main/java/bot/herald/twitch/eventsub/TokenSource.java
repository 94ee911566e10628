package bot.herald.twitch.eventsub;

import bot.herald.auth.AccessTokens;
import bot.herald.auth.AppAccessToken;
import bot.herald.auth.CredentialKey;
import bot.herald.identity.Secret;
import java.util.Optional;

/** One token to call Twitch with, and another when Twitch refuses it. */
interface TokenSource {
    AccessTokens.Answer get();

    Optional<Secret> afterUnauthorized(Secret refused);

    static TokenSource of(AppAccessToken app) {
        return new TokenSource() {
            @Override
            public AccessTokens.Answer get() {
                return app.get();
            }

            @Override
            public Optional<Secret> afterUnauthorized(Secret refused) {
                return app.afterUnauthorized(refused);
            }
        };
    }

    static TokenSource of(AccessTokens tokens, CredentialKey owner) {
        return new TokenSource() {
            @Override
            public AccessTokens.Answer get() {
                return tokens.accessToken(owner);
            }

            @Override
            public Optional<Secret> afterUnauthorized(Secret refused) {
                return tokens.afterUnauthorized(owner, refused);
            }
        };
    }
}
