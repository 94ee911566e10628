package bot.herald.subscription;

import bot.herald.identity.TwitchUserId;
import java.util.List;
import java.util.Map;

/** What the {@link SubscriptionDirectory} holds, stored for other processes. */
public interface SubscriptionRecords {
    /** Replaces everything about these broadcasters, all or nothing; an empty list forgets one. */
    void replace(Map<TwitchUserId, List<SubscriptionStatus>> byBroadcaster);

    /** Everything that is stored, by broadcaster; each list is sorted by type. */
    Map<TwitchUserId, List<SubscriptionStatus>> all();

    /**
     * A text that differs after nearly every change, so that readers need not read everything to see whether anything
     * is new.
     */
    String mark();

    /** Forgets everything. */
    void clear();
}
