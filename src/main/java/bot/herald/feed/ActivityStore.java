package bot.herald.feed;

import bot.herald.feed.Activity.Raid;
import bot.herald.feed.Activity.Width;
import bot.herald.identity.TwitchUserId;
import java.time.Instant;

/** Keeps how much went on in channels; independent of whether they are connected. */
public interface ActivityStore {
    /** Adds to the buckets of every width that {@code at} is in. */
    void add(TwitchUserId broadcaster, Instant at, long lines, long answers);

    void raided(TwitchUserId broadcaster, Raid raid);

    void began(TwitchUserId broadcaster, Instant at);

    /** Ends whatever stream is running. */
    void ended(TwitchUserId broadcaster, Instant at);

    /** What is kept from {@code from} on. */
    Activity since(TwitchUserId broadcaster, Instant from, Width width);

    /** Forgets what is older than it may be at {@code now}. */
    void sweep(Instant now);

    /** Erases everything of the channel, for good. */
    void purge(TwitchUserId broadcaster);
}
