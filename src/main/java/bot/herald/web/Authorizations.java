package bot.herald.web;

import bot.herald.auth.AuthorizationFlow;
import bot.herald.auth.AuthorizationFlow.CallbackParameters;
import bot.herald.auth.AuthorizationRequest;
import bot.herald.auth.Completion;
import bot.herald.identity.Secret;
import bot.herald.identity.TwitchUserId;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/** What the web needs of {@link AuthorizationFlow}. */
public interface Authorizations {
    /** @param browser the value of a cookie that only this browser has */
    URI begin(AuthorizationRequest request, Secret browser);

    Completion complete(CallbackParameters callback);

    /** Makes the waiting account the bot. */
    Completion confirmBot(Secret id, List<Secret> browsers, TwitchUserId by);

    static Authorizations of(AuthorizationFlow flow) {
        return new Authorizations() {
            @Override
            public URI begin(AuthorizationRequest request, Secret browser) {
                return flow.begin(request, browser);
            }

            @Override
            public Completion complete(CallbackParameters callback) {
                return flow.complete(callback);
            }

            @Override
            public Completion confirmBot(Secret id, List<Secret> browsers, TwitchUserId by) {
                return flow.confirmBot(id, browsers, Optional.of(by));
            }
        };
    }
}
