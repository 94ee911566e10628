package bot.herald.settings;

import bot.herald.identity.TwitchUserId;
import java.util.Map;
import java.util.Optional;

/** Keeps what was set; independent of whether the channel is connected. */
public interface SettingsStore {
    Optional<ChannelSettings> load(TwitchUserId broadcasterId);

    /** Those of every channel that has any. */
    Map<TwitchUserId, ChannelSettings> loadAll();

    /** @return false, and nothing is changed, unless the stored version (0 for none) is the one before */
    boolean save(TwitchUserId broadcasterId, ChannelSettings changed);

    /** Erases everything of the channel, for good. */
    void purge(TwitchUserId broadcasterId);
}
