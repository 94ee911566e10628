package bot.herald.discord;

import bot.herald.discord.DiscordBot.Standing;
import bot.herald.identity.DiscordUserId;
import bot.herald.retry.ForwardClock;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * People's own lists of servers: the only source for servers that the bot is not in, and, without member events, the only way to
 * learn that somebody joined. {@link #look} is called by one thread at a time, {@link #listed} by any.
 */
final class OwnLists {
    private static final Duration BETWEEN_LISTS = Duration.ofHours(6);
    private static final Duration UNTIL_RETRIED = Duration.ofHours(1);
    private static final int AT_ONCE = 2;
    private static final int MOST = 200;

    private final ServerStore store;
    private final Function<DiscordUserId, Optional<List<ListedServer>>> ask;
    private final Clock clock;
    private final ForwardClock waits;
    private final Map<DiscordUserId, Instant> asked = new HashMap<>();
    /** Without member events: everybody whose list is still to be asked for in this round. */
    private final Deque<DiscordUserId> waiting = new ArrayDeque<>();

    private Instant everybodyAsked = Instant.EPOCH;
    private Instant swept = Instant.EPOCH;

    /** @param ask asks Discord for a person's list, with their own token; empty if that is not possible now */
    OwnLists(ServerStore store, Function<DiscordUserId, Optional<List<ListedServer>>> ask, Clock clock) {
        this.store = store;
        this.ask = ask;
        this.clock = clock;
        this.waits = new ForwardClock(clock);
    }

    void listed(DiscordUserId person, List<ListedServer> servers) {
        Instant now = clock.instant();
        store.listed(person, servers, now, now.plus(BETWEEN_LISTS));
    }

    /** Asks for a few of the lists that are due, and for none much more often than once an hour, whatever the answer. */
    void look(Standing standing) {
        Instant now = waits.instant();
        asked.values().removeIf(at -> at.plus(UNTIL_RETRIED).isBefore(now));
        Stream.concat(
                        everybody(standing, now),
                        store.listsDue(clock.instant(), MOST).stream().filter(person -> !asked.containsKey(person)))
                .distinct()
                .limit(AT_ONCE)
                .toList()
                .forEach(person -> {
                    waiting.remove(person);
                    asked.put(person, now);
                    ask.apply(person).ifPresent(list -> listed(person, list));
                });
        if (swept.plus(UNTIL_RETRIED).isBefore(now)) {
            swept = now;
            store.sweep();
        }
    }

    private Stream<DiscordUserId> everybody(Standing standing, Instant now) {
        if (standing != Standing.WITHOUT_MEMBERS) {
            waiting.clear();
        } else if (waiting.isEmpty()
                && everybodyAsked.plus(DiscordServers.WITHOUT_EVENTS).isBefore(now)) {
            everybodyAsked = now;
            waiting.addAll(store.people());
        }
        return waiting.stream();
    }
}
