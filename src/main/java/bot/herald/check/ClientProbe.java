package bot.herald.check;

import bot.herald.auth.IdentityProvider.TokenAnswer;
import bot.herald.auth.OAuthClient;
import bot.herald.identity.ProviderFailure;
import bot.herald.identity.Secret;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Whether Twitch accepts the client ID and secret. Fetches an app access token, which the caller has to revoke. */
final class ClientProbe {
    private static final String CONSOLE = " of your application at dev.twitch.tv/console";

    private final OAuthClient oauth;
    private Optional<Secret> token = Optional.empty();
    private boolean idAccepted;

    ClientProbe(OAuthClient oauth) {
        this.oauth = oauth;
    }

    Optional<Secret> token() {
        return token;
    }

    boolean idAccepted() {
        return idAccepted;
    }

    List<Finding> look() {
        TokenAnswer answer = oauth.appToken();
        if (answer instanceof TokenAnswer.Granted granted) {
            token = Optional.of(granted.grant().accessToken());
            idAccepted = true;
            return List.of(
                    Finding.ok("client ID", "Twitch knows it"), Finding.ok("client secret", "Twitch accepts it"));
        }
        ProviderFailure failure = ((TokenAnswer.Failed) answer).failure();
        if (!(failure instanceof ProviderFailure.Misconfigured)) {
            return List.of(Finding.warning(
                    "client ID",
                    "Twitch gave no answer to it now (" + failure.reason() + ")",
                    "Try again later; Herald waits by itself."));
        }
        // Twitch answers 403 "invalid client secret" or 400 "invalid client".
        if (failure.reason().toLowerCase(Locale.ROOT).contains("secret")) {
            idAccepted = true;
            return List.of(
                    Finding.ok("client ID", "Twitch knows it"),
                    Finding.wrong(
                            "client secret",
                            "Twitch refuses it: " + failure.reason(),
                            "Copy the secret" + CONSOLE + " into twitch.client-secret; a new one made there ends the"
                                    + " one before."));
        }
        return List.of(
                Finding.wrong(
                        "client ID",
                        "Twitch does not know it: " + failure.reason(),
                        "Copy the client ID" + CONSOLE + " into twitch.client-id."),
                Finding.skipped("client secret", "Twitch looks at it only with a client ID it knows"));
    }
}
