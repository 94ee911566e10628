package bot.herald.dispatch;

import bot.herald.event.ChannelEvent;
import bot.herald.event.ChatMessageReceived;
import bot.herald.identity.TwitchUserId;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Waiting events, one queue per channel.
 *
 * <p>Lines of chat are bounded per channel and overall: beyond a bound, the oldest line of the channel or of all is
 * dropped. Other events are never dropped and do not count: a thousand gifted subscriptions must not push out viewers'
 * commands. Not thread-safe: guarded by the dispatcher's lock.
 */
final class EventQueues {
    private final int linesPerChannel;
    private final int linesOverall;
    private final Map<TwitchUserId, Queue> byChannel = new HashMap<>();
    /** Lines of chat in order of arrival, over all channels. */
    private final Set<Waiting> lines = new LinkedHashSet<>();

    private int size;

    EventQueues(int linesPerChannel, int linesOverall) {
        if (linesPerChannel < 1 || linesOverall < 1) {
            throw new IllegalArgumentException("bounds must be positive: " + linesPerChannel + ", " + linesOverall);
        }
        this.linesPerChannel = linesPerChannel;
        this.linesOverall = linesOverall;
    }

    /** Compared by identity: two equal events are still two. */
    private static final class Waiting {
        private final ChannelEvent event;

        Waiting(ChannelEvent event) {
            this.event = event;
        }

        boolean isLine() {
            return event instanceof ChatMessageReceived;
        }
    }

    private static final class Queue {
        private final Deque<Waiting> waiting = new ArrayDeque<>();
        private int lines;
    }

    /** @return the line that was dropped to make room; may be {@code event} itself */
    Optional<ChannelEvent> add(ChannelEvent event) {
        Queue queue = byChannel.computeIfAbsent(event.broadcasterId(), id -> new Queue());
        Waiting added = new Waiting(event);
        queue.waiting.addLast(added);
        size++;
        if (!added.isLine()) {
            return Optional.empty();
        }
        queue.lines++;
        lines.add(added);
        if (queue.lines > linesPerChannel) {
            return queue.waiting.stream().filter(Waiting::isLine).findFirst().map(this::remove);
        }
        return lines.size() > linesOverall ? lines.stream().findFirst().map(this::remove) : Optional.empty();
    }

    @Nullable
    ChannelEvent poll(TwitchUserId channel) {
        Queue queue = byChannel.get(channel);
        Waiting next = queue == null ? null : queue.waiting.peekFirst();
        return next == null ? null : remove(next);
    }

    /** Empties all queues. */
    List<ChannelEvent> drain() {
        List<ChannelEvent> all = byChannel.values().stream()
                .flatMap(queue -> queue.waiting.stream())
                .map(waiting -> waiting.event)
                .toList();
        byChannel.clear();
        lines.clear();
        size = 0;
        return all;
    }

    boolean hasWaiting(TwitchUserId channel) {
        return byChannel.containsKey(channel);
    }

    int size() {
        return size;
    }

    private ChannelEvent remove(Waiting gone) {
        TwitchUserId channel = gone.event.broadcasterId();
        Queue queue = byChannel.get(channel);
        // Waiting has no equals of its own, so that this is the very event.
        if (queue != null && queue.waiting.remove(gone)) {
            size--;
            queue.lines -= gone.isLine() ? 1 : 0;
            if (queue.waiting.isEmpty()) {
                byChannel.remove(channel);
            }
        }
        lines.remove(gone);
        return gone.event;
    }
}
