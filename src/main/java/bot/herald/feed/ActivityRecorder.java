package bot.herald.feed;

import bot.herald.feed.Activity.Raid;
import bot.herald.feed.ChannelFeed.Tally;
import bot.herald.identity.TwitchUserId;
import bot.herald.lifecycle.Recurring;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stores what the feed counted: once a minute, and at once after a raid or when a stream begins or ends, since people then look.
 * Counts that cannot be stored are lost.
 */
public final class ActivityRecorder {
    private static final Logger log = LoggerFactory.getLogger(ActivityRecorder.class);
    private static final Duration PAUSE = Duration.ofMinutes(1);

    private final ChannelFeed feed;
    private final ActivityStore store;
    private final Clock clock;
    private Instant before;

    public ActivityRecorder(ChannelFeed feed, ActivityStore store, Clock clock) {
        this.feed = feed;
        this.store = store;
        this.clock = clock;
        this.before = clock.instant();
    }

    public Recurring recurring() {
        Recurring recurring = new Recurring(
                "activity",
                PAUSE,
                PAUSE,
                this::record,
                fault -> log.warn(
                        "cannot store the last minute of chat activity, it is not counted: {}",
                        fault.getClass().getSimpleName()));
        feed.whenMarked(channel -> recurring.soon());
        return recurring;
    }

    /** Stores the counts since the last call. */
    public synchronized void record() {
        Instant now = clock.instant();
        Duration passed = Duration.between(before, now);
        boolean isUsual = !passed.isNegative() && passed.compareTo(PAUSE) < 0;
        // The middle of the time in which they were counted, at most a minute.
        Instant at = now.minus((isUsual ? passed : PAUSE).dividedBy(2));
        before = now;
        for (Tally tally : feed.takeTallies()) {
            if (tally.lines() > 0 || tally.answers() > 0) {
                store.add(tally.broadcaster(), at, tally.lines(), tally.answers());
            }
            tally.marks().forEach(event -> mark(tally.broadcaster(), event));
        }
    }

    private void mark(TwitchUserId broadcaster, FeedEvent event) {
        switch (event.type()) {
            case "stream.online" ->
                store.began(
                        broadcaster,
                        event.fields().get("startedAt") instanceof String at ? Instant.parse(at) : event.at());
            case "stream.offline" -> store.ended(broadcaster, event.at());
            default -> {
                if (event.fields().get("from") instanceof Map<?, ?> from) {
                    store.raided(
                            broadcaster,
                            new Raid(
                                    event.at(),
                                    new TwitchUserId(String.valueOf(from.get("id"))),
                                    String.valueOf(from.get("login")),
                                    String.valueOf(from.get("displayName")),
                                    event.fields().get("viewers") instanceof Number viewers ? viewers.intValue() : 0));
                }
            }
        }
    }
}
