package bot.herald.identity;

import java.time.Duration;
import java.util.Optional;

/**
 * Why a call to Twitch or Discord did not do what was asked, split by who must act.
 *
 * <p>Reasons are the provider's words or ours, never a token, a code or a request.
 */
public sealed interface ProviderFailure {
    String reason();

    /** Passes by itself: 5xx, 429, a timeout, a lost connection, an unreadable answer. */
    record RetryLater(String reason, Optional<Duration> after) implements ProviderFailure {}

    /** The user must authorise Herald again; nothing else helps. */
    record Reauthorize(String reason) implements ProviderFailure {}

    /** The provider understood and said no; the same request will be refused again. */
    record Refused(int status, String reason) implements ProviderFailure {}

    /** The operator must act: client id, client secret or redirect address are not what the provider has. */
    record Misconfigured(String reason) implements ProviderFailure {}
}
