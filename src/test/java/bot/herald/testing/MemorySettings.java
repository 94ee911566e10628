package bot.herald.testing;

import bot.herald.identity.TwitchUserId;
import bot.herald.settings.ChannelSettings;
import bot.herald.settings.SettingsStore;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Settings as the database keeps them, without one. */
public final class MemorySettings implements SettingsStore {
    private final Map<TwitchUserId, ChannelSettings> held = new HashMap<>();

    @Override
    public synchronized Optional<ChannelSettings> load(TwitchUserId broadcasterId) {
        return Optional.ofNullable(held.get(broadcasterId));
    }

    @Override
    public synchronized Map<TwitchUserId, ChannelSettings> loadAll() {
        return Map.copyOf(held);
    }

    @Override
    public synchronized boolean save(TwitchUserId broadcasterId, ChannelSettings changed) {
        long stored = load(broadcasterId).map(ChannelSettings::version).orElse(0L);
        if (changed.version() != stored + 1) {
            return false;
        }
        held.put(broadcasterId, changed);
        return true;
    }

    @Override
    public synchronized void purge(TwitchUserId broadcasterId) {
        held.remove(broadcasterId);
    }
}
