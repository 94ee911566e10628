package bot.herald.web;

import bot.herald.auth.AuthorizationFlow;
import bot.herald.auth.CallbackParameters;
import bot.herald.auth.Completion;
import bot.herald.auth.Purpose;
import bot.herald.identity.Secret;
import bot.herald.identity.TwitchUserId;
import java.net.URI;
import java.util.Optional;

/** What the web needs of {@link AuthorizationFlow}. */
public interface Authorizations {
    /**
     * @param account whose yes is expected, which decides what is asked for; empty if nobody knows
     * @param browser the value of a cookie that only this browser has
     */
    URI begin(Purpose purpose, Optional<TwitchUserId> account, Secret browser);

    Completion complete(CallbackParameters callback);

    static Authorizations of(AuthorizationFlow flow) {
        return new Authorizations() {
            @Override
            public URI begin(Purpose purpose, Optional<TwitchUserId> account, Secret browser) {
                return flow.begin(purpose, account, browser);
            }

            @Override
            public Completion complete(CallbackParameters callback) {
                return flow.complete(callback);
            }
        };
    }
}
