package bot.herald.channel;

import bot.herald.identity.TwitchLogin;
import bot.herald.identity.TwitchProfile;
import bot.herald.identity.TwitchUserId;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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

    /** Loads what is on disk. */
    public void load() {
        store.all().forEach(channel -> channels.put(channel.id(), channel));
        log.info("channels={} loaded", channels.size());
    }

    /**
     * Takes over what other processes wrote or erased since.
     *
     * @return whether anything had changed
     */
    public synchronized boolean reload() {
        boolean changed = false;
        Map<TwitchUserId, Channel> stored = new HashMap<>();
        for (Channel channel : store.all()) {
            stored.put(channel.id(), channel);
            changed |= !channel.equals(channels.put(channel.id(), channel));
        }
        for (TwitchUserId id : Set.copyOf(channels.keySet())) {
            // Looked up again, because it may have been connected here since the list was read.
            if (!stored.containsKey(id) && store.find(id).isEmpty()) {
                log.info("broadcaster={} disconnected by another process", id);
                channels.remove(id);
                changed = true;
            }
        }
        return changed;
    }

    /** Adds the channel, or updates its names if it was connected before. */
    public synchronized Channel connected(TwitchProfile profile) {
        Channel channel = store.connect(profile, clock.instant());
        channels.put(channel.id(), channel);
        return channel;
    }

    /** Updates the login, if the channel is connected; a display name that was only the old login changes with it. */
    public synchronized void renamed(TwitchUserId id, TwitchLogin login) {
        Channel channel = channels.get(id);
        if (channel == null || channel.profile().login().equals(login)) {
            return;
        }
        TwitchProfile before = channel.profile();
        boolean follows = before.displayName().equalsIgnoreCase(before.login().value());
        connected(new TwitchProfile(id, login, follows ? login.value() : before.displayName(), before.avatarUrl()));
    }

    public synchronized void disconnected(TwitchUserId id) {
        store.disconnect(id);
        channels.remove(id);
    }

    public Optional<Channel> find(TwitchUserId id) {
        return Optional.ofNullable(channels.get(id));
    }

    /** All connected channels, in no particular order. */
    public List<Channel> all() {
        return List.copyOf(channels.values());
    }

    /** The ids of all connected channels, in no particular order. */
    public List<TwitchUserId> ids() {
        return List.copyOf(channels.keySet());
    }

    /**
     * The only connected channel, if there is just one: whoever connects without saying who they are is probably that
     * one again.
     */
    public Optional<Channel> only() {
        List<Channel> two = all().stream().limit(2).toList();
        return two.size() == 1 ? Optional.of(two.get(0)) : Optional.empty();
    }
}
