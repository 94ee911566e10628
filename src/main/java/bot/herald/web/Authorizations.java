package bot.herald.web;

import bot.herald.auth.AuthorizationFlow;
import bot.herald.auth.CallbackParameters;
import bot.herald.auth.Completion;
import bot.herald.auth.Purpose;
import bot.herald.identity.Secret;
import java.net.URI;

/** What the web needs of {@link AuthorizationFlow}. */
public interface Authorizations {
    /** @param browser the value of a cookie that only this browser has */
    URI begin(Purpose purpose, Secret browser);

    Completion complete(CallbackParameters callback);

    static Authorizations of(AuthorizationFlow flow) {
        return new Authorizations() {
            @Override
            public URI begin(Purpose purpose, Secret browser) {
                return flow.begin(purpose, browser);
            }

            @Override
            public Completion complete(CallbackParameters callback) {
                return flow.complete(callback);
            }
        };
    }
}
