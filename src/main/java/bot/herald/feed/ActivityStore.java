package bot.herald.feed;

import bot.herald.feed.Activity.Bucket;
import bot.herald.feed.Activity.Raid;
import bot.herald.feed.Activity.Width;
import bot.herald.identity.TwitchUserId;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** Keeps how much went on in channels; independent of whether they are connected. */
public interface ActivityStore {
    /** Adds to the buckets of every width that {@code at} is in. */
    void add(TwitchUserId broadcaster, Instant at, long lines, long answers);

    void raided(TwitchUserId broadcaster, Raid raid);

    void began(TwitchUserId broadcaster, Instant at);

    /** Ends whatever stream is running. */
    void ended(TwitchUserId broadcaster, Instant at);

    /** Raids of which nobody reads more at once. */
    int MOST_RAIDS = 2_000;

    /** What is kept from {@code from} on; of raids the latest {@link #MOST_RAIDS}. */
    Activity since(TwitchUserId broadcaster, Instant from, Width width);

    /** What was said in channels from {@code from} on, the oldest first; nothing of those in which nothing was. */
    Map<TwitchUserId, List<Bucket>> said(Collection<TwitchUserId> broadcasters, Instant from, Width width);

    /** The latest raids from {@code from} on, {@code most} at most, the oldest of them first. */
    List<Raid> raids(TwitchUserId broadcaster, Instant from, int most);

    /** Forgets what is older than it may be at {@code now}. */
    void sweep(Instant now);

    /** Erases everything of the channel, for good. */
    void purge(TwitchUserId broadcaster);
}
