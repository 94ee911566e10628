package bot.herald.feature;

import bot.herald.identity.TwitchUserId;
import java.util.Optional;

/** Keeps what features remember. Safe for concurrent use. */
public interface FeatureMemoryStore {
    Optional<String> recall(TwitchUserId broadcasterId, String feature, String name);

    void remember(TwitchUserId broadcasterId, String feature, String name, String value);

    void forget(TwitchUserId broadcasterId, String feature, String name);

    /** Erases everything of the channel, for good. */
    void purge(TwitchUserId broadcasterId);
}
