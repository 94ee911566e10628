package bot.herald.auth;

import bot.herald.identity.Provider;
import bot.herald.identity.ProviderFailure;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether a provider accepts Herald's own client ID and secret.
 *
 * <p>Only the operator can fix a wrong secret, and it says nothing about any token. So the log says it once, and the token
 * endpoint is not called for any token for some minutes. Safe for concurrent use.
 */
public final class ClientStanding {
    private static final Logger log = LoggerFactory.getLogger(ClientStanding.class);
    private static final Duration PAUSE = Duration.ofMinutes(5);

    private final Provider provider;
    private final Clock clock;
    private @Nullable Instant pausedUntil;
    private boolean refused;

    /** For the application on Twitch. */
    public ClientStanding(Clock clock) {
        this(Provider.TWITCH, clock);
    }

    public ClientStanding(Provider provider, Clock clock) {
        this.provider = provider;
        this.clock = clock;
    }

    /** Why the token endpoint must not be called now; empty if it may be. */
    synchronized Optional<ProviderFailure> refusal() {
        if (pausedUntil == null) {
            return Optional.empty();
        }
        Instant now = clock.instant();
        // A clock set back must not turn five minutes into an hour.
        boolean paused = now.isBefore(pausedUntil)
                && pausedUntil.isBefore(now.plus(PAUSE).plusSeconds(1));
        return paused
                ? Optional.of(new ProviderFailure.Misconfigured("client ID or secret refused by " + provider.title()))
                : Optional.empty();
    }

    synchronized void refused(ProviderFailure.Misconfigured failure) {
        if (!refused) {
            log.error(
                    "{} does not accept the client ID or secret ({}): correct {}.client-id and {}.client-secret. No token"
                            + " is refreshed until then, none is lost.",
                    provider.title(),
                    failure.reason(),
                    provider.text(),
                    provider.text());
        }
        refused = true;
        pausedUntil = clock.instant().plus(PAUSE);
    }

    synchronized void accepted() {
        if (refused) {
            log.info("{} accepts the client ID and secret again", provider.title());
        }
        refused = false;
        pausedUntil = null;
    }
}
