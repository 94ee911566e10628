package bot.herald.feed;

import bot.herald.event.ChatMessageReceived;
import bot.herald.identity.TwitchUserId;
import bot.herald.lifecycle.Listeners;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Keeps the latest events of every channel, and passes them to watchers.
 *
 * <p>Safe for concurrent use. Publishing never blocks, as long as watchers do not.
 */
public final class ChannelFeed {
    /** How many events of a channel are kept, in memory. */
    public static final int KEPT = 200;

    /** Going from one page to the next takes less than this. */
    static final Duration LINGER = Duration.ofMinutes(2);

    /** More raids than come in a minute. */
    private static final int MOST_MARKS = 100;

    private final Clock clock;
    private final AtomicLong lastId;
    private final Map<TwitchUserId, Room> rooms = new ConcurrentHashMap<>();

    /** Guarded by its own monitor. */
    private static final class Room {
        private final KeptEvents events = new KeptEvents(KEPT);
        private final List<Consumer<FeedEvent>> watchers = new CopyOnWriteArrayList<>();
        /** When the last watcher left. */
        private Instant left = Instant.MIN;

        private long lines;
        private long answers;
        private final List<FeedEvent> marks = new ArrayList<>();

        /**
         * Called while holding the lock for publishing.
         *
         * @return whether it is one that is remembered
         */
        private boolean count(long id, Instant at, String type, Supplier<Map<String, Object>> fields) {
            switch (type) {
                case WatchedLine.TYPE -> lines++;
                case "herald.chat.sent" -> answers++;
                case "channel.raid", "stream.online", "stream.offline" -> {
                    if (marks.size() < MOST_MARKS) {
                        marks.add(new FeedEvent(id, at, type, fields.get()));
                    }
                    return true;
                }
                default -> {
                    // Of other marks only the latest matters.
                }
            }
            return false;
        }

        private void show(FeedEvent event) {
            watchers.forEach(watcher -> watcher.accept(event));
        }

        private Optional<Tally> take(TwitchUserId broadcaster) {
            if (lines == 0 && answers == 0 && marks.isEmpty()) {
                return Optional.empty();
            }
            Tally tally = new Tally(broadcaster, lines, answers, List.copyOf(marks));
            lines = 0;
            answers = 0;
            marks.clear();
            return Optional.of(tally);
        }
    }

    /**
     * What happened in a channel since the last call.
     *
     * @param lines lines of chat, including the bot's
     * @param answers lines that the bot said
     * @param marks raids, and beginnings and ends of streams
     */
    record Tally(TwitchUserId broadcaster, long lines, long answers, List<FeedEvent> marks) {}

    private final Listeners<TwitchUserId> whenWatched = new Listeners<>();
    private final Listeners<TwitchUserId> whenMarked = new Listeners<>();

    public ChannelFeed(Clock clock) {
        this.clock = clock;
        // Above every id of earlier runs, which made fewer than a thousand a millisecond; below 2^53, for JavaScript.
        this.lastId = new AtomicLong(clock.millis() * 1000);
    }

    public void publish(TwitchUserId broadcaster, String type, Map<String, Object> fields) {
        publish(broadcaster, type, () -> fields);
    }

    /** @param fields called each time the event is shown; must always return the same */
    void publish(TwitchUserId broadcaster, String type, Supplier<Map<String, Object>> fields) {
        Room room = room(broadcaster);
        boolean isMark;
        synchronized (room) {
            long id = lastId.incrementAndGet();
            Instant at = clock.instant();
            room.events.add(id, at, type, fields);
            isMark = room.count(id, at, type, fields);
            if (!room.watchers.isEmpty()) {
                room.show(new FeedEvent(id, at, type, fields.get()));
            }
        }
        if (isMark) {
            whenMarked.accept(broadcaster);
        }
    }

    /** Does not keep a reference to the line. */
    void publish(ChatMessageReceived chat) {
        WatchedLine line = WatchedLine.of(chat);
        Room room = room(chat.broadcasterId());
        synchronized (room) {
            long id = lastId.incrementAndGet();
            Instant at = clock.instant();
            room.events.add(id, at, line);
            room.lines++;
            if (!room.watchers.isEmpty()) {
                room.show(new FeedEvent(id, at, WatchedLine.TYPE, line.fields()));
            }
        }
    }

    /**
     * Passes every event from now on to {@code watcher}, in order, preceded by those kept with an id above {@code after}.
     *
     * @param watcher must neither block nor throw
     * @return stops watching
     */
    public Runnable watch(TwitchUserId broadcaster, OptionalLong after, Consumer<FeedEvent> watcher) {
        Room room = room(broadcaster);
        boolean begins;
        synchronized (room) {
            begins = !isWatched(room);
            after.ifPresent(last -> room.events.after(last, watcher));
            room.watchers.add(watcher);
        }
        if (begins) {
            whenWatched.accept(broadcaster);
        }
        return () -> {
            synchronized (room) {
                room.watchers.remove(watcher);
                room.left = clock.instant();
            }
        };
    }

    /** @param listener called with each channel that somebody starts to watch; must not block */
    public void whenWatched(Consumer<TwitchUserId> listener) {
        whenWatched.add(listener);
    }

    /** @param listener called with each channel that is raided, or whose stream begins or ends; must not block */
    void whenMarked(Consumer<TwitchUserId> listener) {
        whenMarked.add(listener);
    }

    /** The channels that somebody is watching, or was a moment ago. */
    public Set<TwitchUserId> watched() {
        Set<TwitchUserId> watched = new HashSet<>();
        rooms.forEach((broadcaster, room) -> {
            synchronized (room) {
                if (isWatched(room)) {
                    watched.add(broadcaster);
                }
            }
        });
        return watched;
    }

    private boolean isWatched(Room room) {
        return !room.watchers.isEmpty() || room.left.plus(LINGER).isAfter(clock.instant());
    }

    /** The kept events of the channel, oldest first. */
    public List<FeedEvent> latest(TwitchUserId broadcaster) {
        Room room = room(broadcaster);
        synchronized (room) {
            List<FeedEvent> latest = new ArrayList<>();
            room.events.after(Long.MIN_VALUE, latest::add);
            return List.copyOf(latest);
        }
    }

    /** Counts since the last call, for channels in which anything happened. */
    List<Tally> takeTallies() {
        List<Tally> tallies = new ArrayList<>();
        rooms.forEach((broadcaster, room) -> {
            synchronized (room) {
                room.take(broadcaster).ifPresent(tallies::add);
            }
        });
        return tallies;
    }

    /** Forgets the events of a channel that is no longer connected; watchers stay. */
    public void forget(TwitchUserId broadcaster) {
        Room room = room(broadcaster);
        synchronized (room) {
            room.events.clear();
        }
    }

    private Room room(TwitchUserId broadcaster) {
        Room room = rooms.get(broadcaster);
        return room != null ? room : rooms.computeIfAbsent(broadcaster, id -> new Room());
    }
}
