package bot.herald.feature;

import bot.herald.identity.TwitchUserId;
import java.util.Optional;
import java.util.Set;

/** A few words per channel that one feature keeps across restarts, in the database. Safe for concurrent use. */
public interface FeatureMemory {
    /** @param key 1 to 100 characters, in all methods */
    Optional<String> recall(TwitchUserId broadcasterId, String key);

    /** @param value at most 2,000 characters */
    void remember(TwitchUserId broadcasterId, String key, String value);

    void forget(TwitchUserId broadcasterId, String key);

    /** The channels that have a value under this key. */
    Set<TwitchUserId> channels(String key);
}
