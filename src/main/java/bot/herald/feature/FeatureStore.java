package bot.herald.feature;

import bot.herald.identity.TwitchUserId;
import java.util.Map;

/** Keeps what channels set for features; independent of whether the channel is connected. */
public interface FeatureStore {
    /** Settings as JSON, and how often they were changed. */
    record Stored(String settings, long version) {}

    /** By the feature's id. */
    Map<String, Stored> load(TwitchUserId broadcasterId);

    /** @return false, and nothing is changed, unless the stored version (0 for none) is the one before */
    boolean save(TwitchUserId broadcasterId, String feature, Stored changed);

    /** Those of every channel that has any. */
    Map<TwitchUserId, Map<String, Stored>> loadAll();

    /** Erases everything of the channel, for good. */
    void purge(TwitchUserId broadcasterId);
}
