package bot.herald.stream;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What a channel shows now.
 *
 * @param liveSince empty while it is offline
 * @param title of the stream, or of the last one
 * @param category the game; empty when none is set
 * @param viewers how many watched when Twitch was last asked; empty while it is offline, and if that was long ago
 */
public record StreamState(Optional<Instant> liveSince, String title, String category, OptionalInt viewers) {
    /** Without a number of viewers. */
    public StreamState(Optional<Instant> liveSince, String title, String category) {
        this(liveSince, title, category, OptionalInt.empty());
    }

    public boolean isLive() {
        return liveSince.isPresent();
    }
}
