package bot.herald.simulator;

import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ScheduledExecutorService;

/**
 * All that the simulated Twitch knows, and the one lock over it: every request, timer and control runs while holding this
 * object's monitor, so no other class of the package locks; whoever changes something calls {@code notifyAll}.
 */
final class World {
    final SimulatorOptions options;
    final Clock clock;
    final Accounts accounts;
    final Tokens tokens;
    final RateLimits rateLimits;
    final Subscriptions subscriptions;
    final Conduits conduits;
    final EventSubSessions sessions;
    final Authorizations authorizations;
    final Publisher publisher;
    final Chat chat;
    final Events events;
    final Moderations moderations;
    /** Names of the categories that there are, besides those that somebody streamed. */
    final Set<String> categories = new LinkedHashSet<>(List.of(
            "Just Chatting",
            "Music",
            "Art",
            "Chess",
            "Minecraft",
            "Science & Technology",
            "Software and Game Development"));

    private final Map<String, Channel> channels = new HashMap<>();

    World(SimulatorOptions options, ScheduledExecutorService timers) {
        this.options = options;
        this.clock = options.clock();
        this.accounts = new Accounts(clock);
        this.tokens = new Tokens(options);
        this.rateLimits = new RateLimits(clock, options.helixPointsPerMinute());
        this.subscriptions = new Subscriptions(clock);
        this.conduits = new Conduits(clock);
        this.sessions = new EventSubSessions(this, new Timers(this, timers));
        this.authorizations = new Authorizations(this);
        this.publisher = new Publisher(this);
        this.chat = new Chat(this);
        this.events = new Events(this);
        this.moderations = new Moderations(clock);
    }

    Channel channel(String broadcasterId) {
        accounts.get(broadcasterId);
        return channels.computeIfAbsent(broadcasterId, Channel::new);
    }

    Instant now() {
        return clock.instant();
    }
}
