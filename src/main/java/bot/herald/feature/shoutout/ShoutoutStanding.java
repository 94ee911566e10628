package bot.herald.feature.shoutout;

import java.time.Instant;
import java.util.Optional;

/**
 * How shoutouts stand in a channel, for people who look after it.
 *
 * @param off why none can be given now, and since when; empty while they can
 * @param waiting how many targets wait
 * @param nextAllowedAt when Twitch allows the next one; empty if now
 */
public record ShoutoutStanding(Optional<Off> off, int waiting, Optional<Instant> nextAllowedAt) {
    /** @param reason in plain words, saying who must do what */
    public record Off(String reason, Instant since) {}
}
