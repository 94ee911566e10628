package bot.herald.channel;

import bot.herald.identity.TwitchProfile;
import bot.herald.identity.TwitchUserId;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Knows the connected channels by Twitch user id. Safe for concurrent use. */
public final class ChannelService {
    private static final Logger log = LoggerFactory.getLogger(ChannelService.class);

    private final ChannelStore store;
    private final Clock clock;
    private final Map<TwitchUserId, Channel> channels = new ConcurrentHashMap<>();

    public ChannelService(ChannelStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    /** Takes in what is on disk. */
    public void load() {
        store.all().forEach(channel -> channels.put(channel.id(), channel));
        log.info("channels={} loaded", channels.size());
    }

    /** Adds the channel, or takes over its new names if it was connected before. */
    public Channel connected(TwitchProfile profile) {
        Channel channel = store.connect(profile, clock.instant());
        channels.put(channel.id(), channel);
        return channel;
    }

    public void disconnected(TwitchUserId id) {
        store.disconnect(id);
        channels.remove(id);
    }

    public Optional<Channel> find(TwitchUserId id) {
        return Optional.ofNullable(channels.get(id));
    }

    /** All connected channels, in no order. */
    public List<Channel> all() {
        return List.copyOf(channels.values());
    }
}
