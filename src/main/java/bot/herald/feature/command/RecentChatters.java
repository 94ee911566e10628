package bot.herald.feature.command;

import bot.herald.event.Account;
import bot.herald.identity.TwitchUserId;
import java.time.Duration;
import java.time.Instant;
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

    private final Map<TwitchUserId, Map<TwitchUserId, Seen>> byChannel = new ConcurrentHashMap<>();

    private record Seen(String name, Instant at) {}

    void wrote(TwitchUserId channel, Account chatter, Instant now) {
        Map<TwitchUserId, Seen> seen = byChannel.computeIfAbsent(channel, id -> new LinkedHashMap<>());
        synchronized (seen) {
            // Taken out first, so that the one who wrote longest ago stands first.
            seen.remove(chatter.id());
            seen.put(chatter.id(), new Seen(chatter.displayName(), now));
            if (seen.size() > MOST) {
                seen.remove(seen.keySet().iterator().next());
            }
        }
    }

    /** One of them by chance. */
    Optional<String> any(TwitchUserId channel, Instant now, RandomGenerator random) {
        Map<TwitchUserId, Seen> seen = byChannel.getOrDefault(channel, Map.of());
        synchronized (seen) {
            List<String> names = seen.values().stream()
                    .filter(one -> now.isBefore(one.at().plus(REMEMBERED)))
                    .map(Seen::name)
                    .toList();
            return names.isEmpty() ? Optional.empty() : Optional.of(names.get(random.nextInt(names.size())));
        }
    }
}
