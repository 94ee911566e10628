package bot.herald.feed;

import bot.herald.identity.TwitchUserId;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * The last events of every channel, and whoever watches.
 *
 * <p>Safe for concurrent use. Publishing never blocks, as long as watchers do not.
 */
public final class ChannelFeed {
    /** How many events of a channel are kept, in memory only. */
    public static final int KEPT = 200;

    private final Clock clock;
    private final AtomicLong lastId;
    private final Map<TwitchUserId, Room> rooms = new ConcurrentHashMap<>();

    /** Guarded by its own monitor. */
    private static final class Room {
        private final Deque<FeedEvent> events = new ArrayDeque<>();
        private final List<Consumer<FeedEvent>> watchers = new CopyOnWriteArrayList<>();
    }

    public ChannelFeed(Clock clock) {
        this.clock = clock;
        // Above every id of an earlier run, which made fewer than a thousand a millisecond; below 2^53, for JavaScript.
        this.lastId = new AtomicLong(clock.millis() * 1000);
    }

    public void publish(TwitchUserId broadcaster, String type, Map<String, Object> fields) {
        Room room = room(broadcaster);
        synchronized (room) {
            FeedEvent event = new FeedEvent(lastId.incrementAndGet(), clock.instant(), type, fields);
            room.events.addLast(event);
            if (room.events.size() > KEPT) {
                room.events.removeFirst();
            }
            room.watchers.forEach(watcher -> watcher.accept(event));
        }
    }

    /**
     * Hands {@code watcher} every event from now on, in order, and before them those after the id {@code after}, as far as
     * they are kept.
     *
     * @param watcher must not block nor throw
     * @return ends it
     */
    public Runnable watch(TwitchUserId broadcaster, OptionalLong after, Consumer<FeedEvent> watcher) {
        Room room = room(broadcaster);
        synchronized (room) {
            after.ifPresent(last ->
                    room.events.stream().filter(event -> event.id() > last).forEach(watcher));
            room.watchers.add(watcher);
        }
        return () -> room.watchers.remove(watcher);
    }

    /** What is kept of the channel, the oldest first. */
    public List<FeedEvent> latest(TwitchUserId broadcaster) {
        Room room = room(broadcaster);
        synchronized (room) {
            return List.copyOf(room.events);
        }
    }

    /** Forgets what happened in a channel that is no longer connected; who watches goes on to. */
    public void forget(TwitchUserId broadcaster) {
        Room room = room(broadcaster);
        synchronized (room) {
            room.events.clear();
        }
    }

    private Room room(TwitchUserId broadcaster) {
        return rooms.computeIfAbsent(broadcaster, id -> new Room());
    }
}
