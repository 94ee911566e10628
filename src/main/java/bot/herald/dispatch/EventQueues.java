package bot.herald.dispatch;

import bot.herald.event.ChannelEvent;
import bot.herald.event.ChatMessageReceived;
import bot.herald.identity.TwitchUserId;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Waiting events, one queue per channel, bounded per channel and overall.
 *
 * <p>When a bound is reached, the oldest event that may be dropped goes: of that channel, or of all. Raids are never
 * dropped, so if only raids wait, the bounds are exceeded. Not thread-safe: guarded by the dispatcher's lock.
 */
final class EventQueues {
    private final int perChannel;
    private final int overall;
    private final Map<TwitchUserId, Deque<Waiting>> byChannel = new HashMap<>();
    /** In order of arrival, over all channels. */
    private final Set<Waiting> sheddable = new LinkedHashSet<>();

    private int size;

    EventQueues(int perChannel, int overall) {
        if (perChannel < 1 || overall < 1) {
            throw new IllegalArgumentException("bounds must be positive: " + perChannel + ", " + overall);
        }
        this.perChannel = perChannel;
        this.overall = overall;
    }

    /** Compared by identity: two equal events are still two. */
    private static final class Waiting {
        private final ChannelEvent event;

        Waiting(ChannelEvent event) {
            this.event = event;
        }
    }

    /** @return the event that was dropped to make room; may be {@code event} itself */
    Optional<ChannelEvent> add(ChannelEvent event) {
        Deque<Waiting> queue = byChannel.computeIfAbsent(event.broadcasterId(), id -> new ArrayDeque<>());
        Waiting added = new Waiting(event);
        queue.addLast(added);
        size++;
        if (isSheddable(event)) {
            sheddable.add(added);
        }
        if (queue.size() > perChannel) {
            return queue.stream()
                    .filter(waiting -> isSheddable(waiting.event))
                    .findFirst()
                    .map(this::remove);
        }
        if (size > overall) {
            return sheddable.stream().findFirst().map(this::remove);
        }
        return Optional.empty();
    }

    @Nullable
    ChannelEvent poll(TwitchUserId channel) {
        Deque<Waiting> queue = byChannel.get(channel);
        Waiting next = queue == null ? null : queue.peekFirst();
        return next == null ? null : remove(next);
    }

    /** Empties all queues. */
    List<ChannelEvent> drain() {
        List<ChannelEvent> all = byChannel.values().stream()
                .flatMap(Deque::stream)
                .map(waiting -> waiting.event)
                .toList();
        byChannel.clear();
        sheddable.clear();
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
        Deque<Waiting> queue = byChannel.get(channel);
        if (queue != null) {
            Iterator<Waiting> all = queue.iterator();
            while (all.hasNext()) {
                if (all.next() == gone) {
                    all.remove();
                    size--;
                    break;
                }
            }
            if (queue.isEmpty()) {
                byChannel.remove(channel);
            }
        }
        sheddable.remove(gone);
        return gone.event;
    }

    private static boolean isSheddable(ChannelEvent event) {
        return event instanceof ChatMessageReceived;
    }
}
