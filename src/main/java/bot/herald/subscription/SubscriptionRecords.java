package bot.herald.subscription;

import bot.herald.identity.TwitchUserId;
import java.util.List;
import java.util.Map;

/** What the {@link SubscriptionDirectory} holds, written down for other processes to look at. */
public interface SubscriptionRecords {
    /** Replaces everything about these broadcasters, all or nothing; an empty list forgets one. */
    void replace(Map<TwitchUserId, List<SubscriptionStatus>> byBroadcaster);

    /** Everything that was written, by broadcaster; each list by type. */
    Map<TwitchUserId, List<SubscriptionStatus>> all();

    /** Another text after nearly every change, so that not everything has to be read to see whether anything is new. */
    String mark();

    /** Forgets everything. */
    void clear();
}
