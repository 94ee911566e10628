package bot.herald.web;

import bot.herald.auth.CallbackParameters;
import bot.herald.auth.Completion;
import bot.herald.auth.Purpose;
import bot.herald.identity.Secret;
import java.net.URI;

/** What the web needs of {@link bot.herald.auth.AuthorizationFlow}. */
public interface Authorizations {
    /** @param browser the value of the cookie that binds the authorisation to the browser */
    URI begin(Purpose purpose, Secret browser);

    Completion complete(CallbackParameters callback);
}
