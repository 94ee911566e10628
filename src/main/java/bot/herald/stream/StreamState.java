package bot.herald.stream;

import java.time.Instant;
import java.util.Optional;

/**
 * What a channel shows now.
 *
 * @param liveSince empty while it is offline
 * @param title of the stream, or of the last one
 * @param category the game; empty when none is set
 */
public record StreamState(Optional<Instant> liveSince, String title, String category) {
    public boolean isLive() {
        return liveSince.isPresent();
    }
}
