package bot.herald.testing;

import bot.herald.auth.AccessTokens;
import bot.herald.auth.AppAccessToken;
import bot.herald.auth.CredentialKey;
import bot.herald.identity.ProviderFailure;
import bot.herald.identity.Secret;
import bot.herald.twitch.door.HelixTransport;
import bot.herald.twitch.door.TwitchDoor;
import bot.herald.twitch.http.ApiBudget;
import bot.herald.twitch.http.TwitchHttp;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/** Doors to a Twitch of a test's. */
public final class Doors {
    /** For who calls as users only. */
    public static final AppAccessToken NO_APP = new AppAccessToken() {
        @Override
        public AccessTokens.Answer get() {
            return new AccessTokens.Answer.Unavailable(new ProviderFailure.Misconfigured("not in this test"));
        }

        @Override
        public Optional<Secret> held() {
            return Optional.empty();
        }

        @Override
        public AccessTokens.AfterUnauthorized afterUnauthorized(Secret refused) {
            throw new AssertionError("there was none to refuse");
        }
    };

    /** For who calls as the app only. */
    public static final AccessTokens NO_USERS = new AccessTokens() {
        @Override
        public Answer accessToken(CredentialKey key) {
            return new Answer.Unavailable(new ProviderFailure.Misconfigured("not in this test"));
        }

        @Override
        public AfterUnauthorized afterUnauthorized(CredentialKey key, Secret refused) {
            throw new AssertionError("there was none to refuse");
        }
    };

    private Doors() {}

    public static TwitchDoor to(URI helix, String clientId, AccessTokens tokens) {
        return to(helix, clientId, tokens, NO_APP);
    }

    public static TwitchDoor to(URI helix, String clientId, AccessTokens tokens, AppAccessToken app) {
        return to(new TwitchHttp(Duration.ofSeconds(5)), helix, clientId, tokens, app);
    }

    public static TwitchDoor to(TwitchHttp http, URI helix, String clientId, AccessTokens tokens, AppAccessToken app) {
        return new TwitchDoor(
                new HelixTransport(http, clientId), helix, tokens, app, () -> new ApiBudget(Clock.systemUTC()));
    }
}
