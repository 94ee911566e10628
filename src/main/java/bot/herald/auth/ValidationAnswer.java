package bot.herald.auth;

import bot.herald.identity.Scope;
import bot.herald.identity.TwitchFailure;
import bot.herald.identity.TwitchLogin;
import bot.herald.identity.TwitchUserId;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** What Twitch says of an access token. */
public sealed interface ValidationAnswer {
    /** @param expiresIn empty when Twitch did not say */
    record Valid(
            String clientId, TwitchUserId userId, TwitchLogin login, Set<Scope> scopes, Optional<Duration> expiresIn)
            implements ValidationAnswer {
        public Valid {
            scopes = Set.copyOf(scopes);
        }
    }

    /** An app access token, which has no user. */
    record ValidApp(String clientId, Optional<Duration> expiresIn) implements ValidationAnswer {}

    /** The access token is dead; its refresh token may not be. */
    record Invalid() implements ValidationAnswer {}

    /** Says nothing about the token. */
    record Unknown(TwitchFailure failure) implements ValidationAnswer {}
}
