package bot.herald.dispatch;

import bot.herald.identity.TwitchUserId;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Decides whose turn is next: channels wait in one line, each at most once, and return to its end after one piece of
 * work, so that a busy channel does not keep the others waiting. Not thread-safe: guarded by the dispatcher's lock.
 */
final class ChannelTurns {
    private final EventQueues events;
    /** A channel's task besides its events, at most one each. */
    private final Map<TwitchUserId, Runnable> tasks = new HashMap<>();

    private final Deque<TwitchUserId> line = new ArrayDeque<>();
    /** Channels that wait in line or are being served. */
    private final Set<TwitchUserId> present = new HashSet<>();
    /** When work began for the channels that are being served. */
    private final Map<TwitchUserId, Long> began = new HashMap<>();

    ChannelTurns(EventQueues events) {
        this.events = events;
    }

    /** Puts the channel in line if it has work and is not there already. */
    void enter(TwitchUserId channel) {
        if ((events.hasWaiting(channel) || tasks.containsKey(channel)) && present.add(channel)) {
            line.addLast(channel);
        }
    }

    /** @return false if another task waits there */
    boolean add(TwitchUserId channel, Runnable task) {
        return tasks.putIfAbsent(channel, task) == null;
    }

    void forgetTasks() {
        tasks.clear();
    }

    boolean isWaiting() {
        return !line.isEmpty();
    }

    /** Whether nobody waits and nobody is being served. */
    boolean isIdle() {
        return present.isEmpty();
    }

    /** @param now by {@link System#nanoTime} */
    @Nullable
    TwitchUserId begin(long now) {
        TwitchUserId channel = line.pollFirst();
        if (channel != null) {
            began.put(channel, now);
        }
        return channel;
    }

    /** How long the longest piece of work has been running. */
    Duration longest(long now) {
        return Duration.ofNanos(
                began.values().stream().mapToLong(since -> now - since).max().orElse(0));
    }

    @Nullable
    Runnable task(TwitchUserId channel) {
        return tasks.isEmpty() ? null : tasks.remove(channel);
    }

    /** The channel's piece of work is done. */
    void end(TwitchUserId channel) {
        began.remove(channel);
        present.remove(channel);
        enter(channel);
    }
}
