package bot.herald.auth;

import bot.herald.auth.Completion.Reason;
import bot.herald.auth.Completion.Refused;
import bot.herald.auth.DeviceCodeClient.DeviceCode;
import bot.herald.auth.DeviceCodeClient.PollAnswer;
import bot.herald.identity.ProviderFailure;
import bot.herald.identity.Scope;
import bot.herald.retry.ForwardClock;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One code that waits for a person. Safe for concurrent use: only one thread asks Twitch at a time. */
public final class DeviceLogin {
    private static final Logger log = LoggerFactory.getLogger(DeviceLogin.class);
    /** What RFC 8628 asks for after a {@code slow_down}. */
    private static final Duration SLOWER = Duration.ofSeconds(5);

    private final DeviceCode code;
    private final Purpose purpose;
    private final Set<Scope> scopes;
    private final DeviceCodeClient client;
    private final Function<TokenGrant, Completion> connect;
    private final ForwardClock clock;
    private final Instant expiresAt;
    private Duration interval;
    private Instant nextAt;
    private boolean mayHaveWorked;
    private Optional<Completion> ended = Optional.empty();

    /** @param scopes the scopes the code was requested with; Twitch expects the same ones in every poll */
    DeviceLogin(
            DeviceCode code,
            Purpose purpose,
            Set<Scope> scopes,
            DeviceCodeClient client,
            Function<TokenGrant, Completion> connect,
            Clock clock) {
        this.code = code;
        this.purpose = purpose;
        this.scopes = Set.copyOf(scopes);
        this.client = client;
        this.connect = connect;
        this.clock = new ForwardClock(clock);
        this.interval = code.interval();
        this.expiresAt = this.clock.instant().plus(code.lifetime());
        this.nextAt = this.clock.instant().plus(interval);
    }

    public String userCode() {
        return code.userCode();
    }

    /** Where to type it. */
    public URI address() {
        return code.address();
    }

    public Duration lifetime() {
        return code.lifetime();
    }

    /** How long to wait before asking again. */
    public synchronized Duration interval() {
        return interval;
    }

    /**
     * Asks Twitch whether the person has decided, unless it was asked a moment ago.
     *
     * @return how it ended; empty while the person has not decided, or Twitch is failing
     */
    public synchronized Optional<Completion> poll() {
        Instant now = clock.instant();
        if (ended.isPresent() || now.isBefore(nextAt)) {
            return ended;
        }
        ended = ending(client.poll(code.deviceCode(), scopes), now);
        nextAt = clock.instant().plus(interval);
        return ended;
    }

    private Optional<Completion> ending(PollAnswer answer, Instant now) {
        if (answer instanceof PollAnswer.Granted granted) {
            return Optional.of(connect.apply(granted.grant()));
        }
        if (answer instanceof PollAnswer.Denied) {
            return Optional.of(new Refused(
                    Reason.ACCESS_DENIED, "Twitch says that access was refused. Nothing was stored or changed."));
        }
        if (answer instanceof PollAnswer.Over) {
            return Optional.of(over());
        }
        if (answer instanceof PollAnswer.Failed failed && !(failed.failure() instanceof ProviderFailure.RetryLater)) {
            return Optional.of(Refusals.of(purpose, failed.failure()));
        }
        if (answer instanceof PollAnswer.Failed passing) {
            mayHaveWorked |= passing.mayHaveWorked();
            log.warn(
                    "asking Twitch about a device code failed, retrying: {}",
                    passing.failure().reason());
            // Twitch says so itself, but not while it is failing.
            return now.isAfter(expiresAt) ? Optional.of(over()) : Optional.empty();
        }
        if (answer instanceof PollAnswer.SlowDown) {
            interval = interval.plus(SLOWER);
        }
        return Optional.empty();
    }

    private Refused over() {
        return new Refused(
                Reason.INVALID_CODE,
                mayHaveWorked
                        ? "The connection to Twitch broke at the wrong moment, and the code cannot be used a second time."
                                + " Please start again."
                        : "The code was refused on Twitch, was used before, or is too old. Please start again.");
    }
}
