package bot.herald.feature.command;

import bot.herald.event.Account;
import bot.herald.identity.TwitchUserId;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.random.RandomGenerator;

/** Who wrote in the last ten minutes; in memory only, and the latest two hundred of each channel. Safe for concurrent use. */
final class RecentChatters {
    private static final Duration REMEMBERED = Duration.ofMinutes(10);
    private static final int MOST = 200;

    private final Map<TwitchUserId, Latest> byChannel = new ConcurrentHashMap<>();

    /**
     * Somebody who wrote. The same object as long as they go on writing: the garbage collector has to move whatever
     * outlives a line.
     */
    private static final class Chatter {
        private String name;
        private long at;

        Chatter(String name) {
            this.name = name;
        }
    }

    /** In the order of their last lines, oldest first. */
    private static final class Latest extends LinkedHashMap<TwitchUserId, Chatter> {
        private static final long serialVersionUID = 1L;

        Latest() {
            super(16, 0.75f, true);
        }

        @Override
        protected boolean removeEldestEntry(Map.Entry<TwitchUserId, Chatter> eldest) {
            return size() > MOST;
        }
    }

    void wrote(TwitchUserId channel, Account account, long nowMillis) {
        Latest latest = byChannel.get(channel);
        if (latest == null) {
            latest = byChannel.computeIfAbsent(channel, id -> new Latest());
        }
        synchronized (latest) {
            Chatter chatter = latest.get(account.id());
            if (chatter == null) {
                chatter = new Chatter(account.displayName());
                latest.put(account.id(), chatter);
            } else if (!chatter.name.equals(account.displayName())) {
                chatter.name = account.displayName();
            }
            chatter.at = nowMillis;
        }
    }

    /** A random one of them. */
    Optional<String> any(TwitchUserId channel, long nowMillis, RandomGenerator random) {
        Latest latest = byChannel.get(channel);
        if (latest == null) {
            return Optional.empty();
        }
        synchronized (latest) {
            List<String> names = latest.values().stream()
                    .filter(one -> nowMillis - one.at < REMEMBERED.toMillis())
                    .map(one -> one.name)
                    .toList();
            return names.isEmpty() ? Optional.empty() : Optional.of(names.get(random.nextInt(names.size())));
        }
    }
}
