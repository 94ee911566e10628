package bot.herald.twitch.door;

import bot.herald.auth.AccessTokens;
import bot.herald.auth.AccessTokens.AfterUnauthorized;
import bot.herald.auth.AppAccessToken;
import bot.herald.auth.CredentialKey;
import bot.herald.identity.ProviderFailure;
import bot.herald.identity.Secret;
import bot.herald.twitch.http.HttpAnswer;
import java.util.function.Function;

/** A token to call Twitch with, and what to do when Twitch refuses it. Safe for concurrent use. */
interface TokenSource {
    AccessTokens.Answer get();

    AfterUnauthorized afterUnauthorized(Secret refused);

    /**
     * Makes a call, and repeats it once after a 401, which did nothing. Blocks.
     *
     * @param exchange sends the request with the given token; never called more than twice
     */
    default Called call(Function<Secret, HttpAnswer> exchange) {
        AccessTokens.Answer held = get();
        if (held instanceof AccessTokens.Answer.Unavailable unavailable) {
            return new Called.WithoutToken(unavailable.failure());
        }
        Secret token = ((AccessTokens.Answer.Available) held).accessToken();
        HttpAnswer first = exchange.apply(token);
        if (!(first instanceof HttpAnswer.Response response) || response.status() != 401) {
            return new Called.Heard(first);
        }
        AfterUnauthorized after = afterUnauthorized(token);
        if (after instanceof AfterUnauthorized.Repeat repeat) {
            return new Called.Heard(exchange.apply(repeat.accessToken()));
        }
        return new Called.WithoutToken(
                after instanceof AfterUnauthorized.Later later
                        ? later.failure()
                        : ((AfterUnauthorized.Refused) after).failure());
    }

    /** The result of a call. */
    sealed interface Called {
        /** A 401 here is not about the token, which is new or which Twitch itself calls good. */
        record Heard(HttpAnswer answer) implements Called {}

        /** There is no token that Twitch would accept, or none yet. Nothing was done on Twitch. */
        record WithoutToken(ProviderFailure failure) implements Called {}
    }

    /** A token that nobody refreshes, so that a 401 is final. */
    static TokenSource of(Secret token) {
        return new TokenSource() {
            @Override
            public AccessTokens.Answer get() {
                return new AccessTokens.Answer.Available(token);
            }

            @Override
            public AfterUnauthorized afterUnauthorized(Secret refused) {
                throw new UnsupportedOperationException("this token cannot be refreshed");
            }

            @Override
            public Called call(Function<Secret, HttpAnswer> exchange) {
                return new Called.Heard(exchange.apply(token));
            }
        };
    }

    static TokenSource of(AppAccessToken app) {
        return new TokenSource() {
            @Override
            public AccessTokens.Answer get() {
                return app.get();
            }

            @Override
            public AfterUnauthorized afterUnauthorized(Secret refused) {
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
            public AfterUnauthorized afterUnauthorized(Secret refused) {
                return tokens.afterUnauthorized(owner, refused);
            }
        };
    }
}
