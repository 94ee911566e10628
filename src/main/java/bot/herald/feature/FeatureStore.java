package bot.herald.feature;

import bot.herald.identity.TwitchUserId;
import java.util.Map;
import java.util.Set;

/** Keeps what channels set for features; independent of whether the channel is connected. */
public interface FeatureStore {
    /** Settings as JSON, and how often they were changed. */
    record Stored(String settings, long version) {}

    /** That a channel has settings for a feature. */
    record Mark(TwitchUserId broadcasterId, String feature, long version) {}

    /** By the feature's id. */
    Map<String, Stored> load(TwitchUserId broadcasterId);

    /** @return false, and nothing is changed, unless the stored version (0 for none) is the one before */
    boolean save(TwitchUserId broadcasterId, String feature, Stored changed);

    /** What is stored, in all channels. */
    Set<Mark> marks();

    /** Erases everything of the channel, for good. */
    void purge(TwitchUserId broadcasterId);
}
