package bot.herald.feed;

import bot.herald.identity.TwitchUserId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * How much went on in a channel.
 *
 * @param buckets those in which anything was said, the oldest first
 * @param raids the oldest first
 * @param streams the oldest first
 */
public record Activity(List<Bucket> buckets, List<Raid> raids, List<Stream> streams) {
    public static final Activity NONE = new Activity(List.of(), List.of(), List.of());

    /** How wide buckets are, and how long they are kept. */
    public enum Width {
        MINUTE(Duration.ofMinutes(1), Duration.ofDays(2)),
        QUARTER(Duration.ofMinutes(15), Duration.ofDays(8)),
        HOUR(Duration.ofHours(1), Duration.ofDays(400));

        private final Duration span;
        private final Duration kept;

        Width(Duration span, Duration kept) {
            this.span = span;
            this.kept = kept;
        }

        public Duration span() {
            return span;
        }

        public Duration kept() {
            return kept;
        }

        /** When the bucket begins that {@code time} is in. */
        public Instant begin(Instant time) {
            return Instant.ofEpochSecond(time.getEpochSecond() / span.toSeconds() * span.toSeconds());
        }
    }

    /**
     * What was said in some time.
     *
     * @param lines of chat, the bot's included
     * @param answers what the bot said
     */
    public record Bucket(Instant begin, long lines, long answers) {}

    /** A raid that came. */
    public record Raid(Instant at, TwitchUserId raider, String login, String name, int viewers) {}

    /** @param end {@link Instant#MAX} while it runs */
    public record Stream(Instant begin, Instant end) {}
}
