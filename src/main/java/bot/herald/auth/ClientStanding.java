package bot.herald.auth;

import bot.herald.identity.TwitchFailure;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether Twitch accepts Herald's own client id and secret.
 *
 * <p>A wrong secret is the operator's to mend and no token's fault: the token endpoint is left alone for a while, for
 * every token, and the operator is told once. Safe for concurrent use.
 */
public final class ClientStanding {
    private static final Logger log = LoggerFactory.getLogger(ClientStanding.class);
    private static final Duration PAUSE = Duration.ofMinutes(5);

    private final Clock clock;
    private @Nullable Instant pausedUntil;
    private boolean refused;

    public ClientStanding(Clock clock) {
        this.clock = clock;
    }

    /** Why the token endpoint must not be asked now; empty when it may be. */
    synchronized Optional<TwitchFailure> refusal() {
        if (pausedUntil == null) {
            return Optional.empty();
        }
        Instant now = clock.instant();
        // A clock set back must not turn five minutes into an hour.
        boolean paused = now.isBefore(pausedUntil)
                && pausedUntil.isBefore(now.plus(PAUSE).plusSeconds(1));
        return paused
                ? Optional.of(new TwitchFailure.Misconfigured("client id or secret refused by Twitch"))
                : Optional.empty();
    }

    synchronized void refused(TwitchFailure.Misconfigured failure) {
        if (!refused) {
            log.error(
                    "Twitch does not accept the client id or secret ({}): correct twitch.client-id and"
                            + " twitch.client-secret. No token is refreshed until then, none is lost.",
                    failure.reason());
        }
        refused = true;
        pausedUntil = clock.instant().plus(PAUSE);
    }

    synchronized void accepted() {
        if (refused) {
            log.info("Twitch accepts the client id and secret again");
        }
        refused = false;
        pausedUntil = null;
    }

    /** Whether Twitch refused the client id or secret when it was last asked. */
    public synchronized boolean isRefused() {
        return refused;
    }
}
