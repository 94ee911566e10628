package bot.herald.feed;

import bot.herald.feed.Activity.Bucket;
import bot.herald.feed.Activity.Raid;
import bot.herald.feed.Activity.Width;
import bot.herald.identity.TwitchUserId;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** Stores the activity of channels, whether or not they are connected. */
public interface ActivityStore {
    /** Adds to the buckets of every width with {@code at} in them. */
    void add(TwitchUserId broadcaster, Instant at, long lines, long answers);

    void raided(TwitchUserId broadcaster, Raid raid);

    void began(TwitchUserId broadcaster, Instant at);

    /** Ends the running stream, if any. */
    void ended(TwitchUserId broadcaster, Instant at);

    /** The most raids read at once. */
    int MOST_RAIDS = 2_000;

    /** Everything since {@code from}; the latest {@link #MOST_RAIDS} raids. */
    Activity since(TwitchUserId broadcaster, Instant from, Width width);

    /** Counts of channels since {@code from}, oldest first; without channels in which nothing was said. */
    Map<TwitchUserId, List<Bucket>> said(Collection<TwitchUserId> broadcasters, Instant from, Width width);

    /** The latest {@code most} raids since {@code from}, oldest first. */
    List<Raid> raids(TwitchUserId broadcaster, Instant from, int most);

    /** Deletes what is too old at {@code now}. */
    void sweep(Instant now);

    /** Erases everything about the channel, for good. */
    void purge(TwitchUserId broadcaster);
}
