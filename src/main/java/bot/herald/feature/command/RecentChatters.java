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

/** Who wrote in the last ten minutes, in memory only; the latest two hundred of a channel. Safe for concurrent use. */
final class RecentChatters {
    private static final Duration REMEMBERED = Duration.ofMinutes(10);
    private static final int MOST = 200;

    private final Map<TwitchUserId, Latest> byChannel = new ConcurrentHashMap<>();

    /** Somebody who wrote; the same object as long as they go on, for everything that lives longer than a line has to be moved. */
    private static final class Chatter {
        private String name;
        private long at;

        Chatter(String name) {
            this.name = name;
        }
    }

    /** Whoever wrote longest ago stands first. */
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

    /** One of them by chance. */
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
