package bot.herald.identity;

import java.time.Duration;
import java.util.Optional;

/**
 * Why a call to Twitch did not do what was asked, split by who must act.
 *
 * <p>Reasons are Twitch's words or ours, never a token, a code or a request.
 */
public sealed interface TwitchFailure {
    String reason();

    /** Heals itself: 5xx, 429, a timeout, a cut connection, an answer nobody can read. */
    record RetryLater(String reason, Optional<Duration> after) implements TwitchFailure {}

    /** The user must authorise Herald again; nothing else helps. */
    record Reauthorize(String reason) implements TwitchFailure {}

    /** Twitch understood and said no; the same request will be refused again. */
    record Refused(int status, String reason) implements TwitchFailure {}

    /** The operator must act: client id, client secret or redirect address are not what Twitch has. */
    record Misconfigured(String reason) implements TwitchFailure {}
}
