package bot.herald.chat;

import bot.herald.chat.OutgoingMessage.Priority;
import bot.herald.identity.TwitchUserId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** What waits to be said in one channel: by priority, then in order. Guarded by its own monitor. */
final class ChannelQueue {
    record Entry(OutgoingMessage message, Instant asked) {
        boolean isTooOld(Instant now) {
            return now.isAfter(asked.plus(message.maxAge()));
        }
    }

    private final TwitchUserId broadcasterId;
    private final int capacity;
    private final List<Entry> waiting = new ArrayList<>();
    private boolean draining;

    ChannelQueue(TwitchUserId broadcasterId, int capacity) {
        this.broadcasterId = broadcasterId;
        this.capacity = capacity;
    }

    TwitchUserId broadcasterId() {
        return broadcasterId;
    }

    /** Adds the entry; when full the newest of the least urgent entries gives way and is returned. */
    synchronized Optional<Entry> add(Entry entry) {
        int place = 0;
        Priority priority = entry.message().priority();
        while (place < waiting.size() && waiting.get(place).message().priority().compareTo(priority) <= 0) {
            place++;
        }
        waiting.add(place, entry);
        return waiting.size() > capacity ? Optional.of(waiting.remove(waiting.size() - 1)) : Optional.empty();
    }

    /** Puts back what could not be sent, before everything of its priority. */
    synchronized void putBack(Entry entry) {
        waiting.add(entry);
        waiting.sort(Comparator.comparing((Entry e) -> e.message().priority()).thenComparing(Entry::asked));
    }

    synchronized Optional<Entry> peek() {
        return waiting.isEmpty() ? Optional.empty() : Optional.of(waiting.get(0));
    }

    synchronized void remove(Entry entry) {
        waiting.remove(entry);
    }

    /** Whether the caller is now the one who drains; false if somebody is or there is nothing to do. */
    synchronized boolean beginDraining() {
        if (draining || waiting.isEmpty()) {
            return false;
        }
        draining = true;
        return true;
    }

    /** Ends draining; true if there is still something to send, and the caller has to see to it. */
    synchronized boolean endDraining() {
        draining = false;
        return !waiting.isEmpty();
    }

    synchronized int size() {
        return waiting.size();
    }

    synchronized int clear() {
        int dropped = waiting.size();
        waiting.clear();
        return dropped;
    }
}
