package bot.herald.stream;

import bot.herald.dispatch.EventHandler;
import bot.herald.event.ChannelEvent;
import bot.herald.event.ChannelUpdated;
import bot.herald.event.ChatMessageReceived;
import bot.herald.event.StreamOffline;
import bot.herald.event.StreamOnline;
import bot.herald.identity.ProviderFailure;
import bot.herald.identity.TwitchUserId;
import bot.herald.retry.ForwardClock;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * Knows what connected channels are streaming: fetched once, kept up to date by events, and fetched again on demand
 * after five minutes, since not every channel has those events.
 *
 * <p>Safe for concurrent use.
 */
public final class StreamDirectory implements EventHandler {
    private static final Logger log = LoggerFactory.getLogger(StreamDirectory.class);
    private static final Duration FRESH = Duration.ofMinutes(5);
    private static final Duration UNTIL_RETRY = Duration.ofSeconds(30);
    /** How long a number of viewers is worth showing. */
    private static final Duration COUNTS = FRESH.multipliedBy(2);
    /** Twitch's list of streams lags behind its own events. */
    private static final Duration EVENT_KNOWS_BETTER = Duration.ofMinutes(3);

    private final StreamLookup lookup;
    private final Clock clock;
    private final Map<TwitchUserId, Known> known = new ConcurrentHashMap<>();

    /**
     * @param state empty before the first answer
     * @param due when to ask again
     * @param asked when Twitch last answered
     * @param switched when an event last said that the stream began or ended
     */
    private record Known(Optional<StreamState> state, Instant due, Instant asked, Instant switched) {
        private static final Known NOTHING = new Known(Optional.empty(), Instant.MIN, Instant.MIN, Instant.MIN);
    }

    public StreamDirectory(StreamLookup lookup, Clock clock) {
        this.lookup = lookup;
        this.clock = new ForwardClock(clock);
    }

    @Override
    public String name() {
        return "streams";
    }

    /** What the channel shows; asks Twitch, and blocks, only if that is unknown or old. Empty if nobody can tell. */
    public Optional<StreamState> of(TwitchUserId broadcasterId) {
        refresh(List.of(broadcasterId));
        return known(broadcasterId).state();
    }

    /** Whether the channel is live; asks Twitch as {@link #of} does. False when nobody can tell. */
    public boolean isLive(TwitchUserId broadcasterId) {
        return of(broadcasterId).filter(StreamState::isLive).isPresent();
    }

    /** Asks Twitch about those channels whose state is unknown or old, a hundred at a time. */
    public void refresh(Collection<TwitchUserId> broadcasterIds) {
        Instant now = clock.instant();
        List<TwitchUserId> due = broadcasterIds.stream()
                .filter(id -> !now.isBefore(known(id).due()))
                .toList();
        for (int from = 0; from < due.size(); from += StreamLookup.MOST) {
            ask(due.subList(from, Math.min(due.size(), from + StreamLookup.MOST)));
        }
    }

    /** What is known without asking Twitch. */
    public Optional<StreamState> peek(TwitchUserId broadcasterId) {
        Known held = known(broadcasterId);
        return held.state()
                .map(state -> clock.instant().isAfter(held.asked().plus(COUNTS))
                        ? new StreamState(state.liveSince(), state.title(), state.category())
                        : state);
    }

    /** Call this when what the channel shows was changed: the next caller who wants to know asks Twitch again. */
    public void changed(TwitchUserId broadcasterId) {
        known.computeIfPresent(
                broadcasterId, (id, held) -> new Known(held.state(), Instant.MIN, held.asked(), held.switched()));
    }

    @Override
    public boolean hear(ChatMessageReceived line) {
        return false;
    }

    @Override
    public void handle(ChannelEvent event) {
        if (event instanceof StreamOnline online) {
            switched(online.broadcasterId(), Optional.of(online.startedAt()));
        } else if (event instanceof StreamOffline offline) {
            switched(offline.broadcasterId(), Optional.empty());
        } else if (event instanceof ChannelUpdated updated) {
            known.computeIfPresent(
                    updated.broadcasterId(),
                    (id, held) -> new Known(
                            held.state()
                                    .map(state -> new StreamState(
                                            state.liveSince(),
                                            updated.title(),
                                            updated.categoryName(),
                                            state.viewers())),
                            // Everything that would be asked for is known now.
                            held.state().isPresent() && held.due().equals(Instant.MIN)
                                    ? clock.instant().plus(FRESH)
                                    : held.due(),
                            held.asked(),
                            held.switched()));
        }
    }

    private void switched(TwitchUserId id, Optional<Instant> liveSince) {
        Instant now = clock.instant();
        known.compute(id, (same, held) -> {
            Optional<StreamState> before = held == null ? Optional.empty() : held.state();
            return new Known(
                    Optional.of(new StreamState(
                            liveSince,
                            before.map(StreamState::title).orElse(""),
                            before.map(StreamState::category).orElse(""))),
                    // Title and category may have been set for this stream, and not every channel has that event.
                    before.isPresent() && held != null && liveSince.isEmpty() ? held.due() : Instant.MIN,
                    held == null ? Instant.MIN : held.asked(),
                    now);
        });
    }

    private void ask(List<TwitchUserId> channels) {
        StreamLookup.Answer answer = lookup.find(channels);
        Instant now = clock.instant();
        if (answer instanceof StreamLookup.Answer.Found found) {
            channels.forEach(id -> known.merge(
                    id,
                    new Known(Optional.ofNullable(found.states().get(id)), now.plus(FRESH), now, Instant.MIN),
                    (held, fresh) -> merged(held, fresh, now)));
        } else if (answer instanceof StreamLookup.Answer.Failed failed) {
            // Others report that the bot's account is missing.
            Level level = failed.failure() instanceof ProviderFailure.Reauthorize ? Level.DEBUG : Level.WARN;
            log.atLevel(level)
                    .log(
                            "channels={} asking Twitch for streams failed, retrying: {}",
                            channels.size(),
                            failed.failure().reason());
            channels.forEach(id -> known.merge(
                    id,
                    new Known(Optional.empty(), now.plus(UNTIL_RETRY), Instant.MIN, Instant.MIN),
                    (held, fresh) -> new Known(held.state(), fresh.due(), held.asked(), held.switched())));
        }
    }

    private static Known merged(Known held, Known fresh, Instant now) {
        boolean eventIsNewer = now.isBefore(
                held.switched().equals(Instant.MIN)
                        ? Instant.MIN
                        : held.switched().plus(EVENT_KNOWS_BETTER));
        Optional<StreamState> state = eventIsNewer && held.state().isPresent()
                ? Optional.of(new StreamState(
                        held.state().get().liveSince(),
                        fresh.state().map(StreamState::title).orElse(""),
                        fresh.state().map(StreamState::category).orElse(""),
                        held.state().get().isLive()
                                ? fresh.state().map(StreamState::viewers).orElse(OptionalInt.empty())
                                : OptionalInt.empty()))
                : fresh.state();
        return new Known(state, fresh.due(), fresh.asked(), held.switched());
    }

    private Known known(TwitchUserId id) {
        return known.getOrDefault(id, Known.NOTHING);
    }
}
