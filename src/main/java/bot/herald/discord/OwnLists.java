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
 * What people's own lists say of servers: all that tells of those that the bot is not in, and, where no event tells of members, that
 * somebody joined. {@link #look} is called by one thread at a time, {@link #listed} by any.
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
    /** Where no event tells who joins: everybody, until their turn comes. */
    private final Deque<DiscordUserId> waiting = new ArrayDeque<>();

    private Instant everybodyAsked = Instant.EPOCH;
    private Instant swept = Instant.EPOCH;

    /** @param ask asks Discord for the list of somebody, with their own token; empty if it cannot be had now */
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

    /** Asks for a few of those whose turn it is; for nobody much oftener than once an hour, whatever comes of it. */
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
