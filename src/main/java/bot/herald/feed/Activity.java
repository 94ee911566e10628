package bot.herald.feed;

import bot.herald.identity.TwitchUserId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * How much went on in a channel.
 *
 * @param buckets those with any lines, oldest first
 * @param raids oldest first
 * @param streams oldest first
 */
public record Activity(List<Bucket> buckets, List<Raid> raids, List<Stream> streams) {
    public static final Activity NONE = new Activity(List.of(), List.of(), List.of());

    /** The widths of buckets, and how long each is kept. */
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

        /** The beginning of the bucket with {@code time} in it. */
        public Instant begin(Instant time) {
            return Instant.ofEpochSecond(time.getEpochSecond() / span.toSeconds() * span.toSeconds());
        }
    }

    /**
     * Counts over a span of time.
     *
     * @param lines lines of chat, including the bot's
     * @param answers lines that the bot said
     */
    public record Bucket(Instant begin, long lines, long answers) {}

    /** An incoming raid. */
    public record Raid(Instant at, TwitchUserId raider, String login, String name, int viewers) {}

    /** @param end {@link Instant#MAX} while it runs */
    public record Stream(Instant begin, Instant end) {}
}
