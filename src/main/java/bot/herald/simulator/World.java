package bot.herald.simulator;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * All that the simulated Twitch knows, and the one lock over it: every request, timer and control runs while holding this
 * object's monitor, by {@link #get} or {@link #run}, so no other class of the package locks.
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
    final SubscriptionRights authorizations;
    final Publisher publisher;
    final Polls polls;
    final Chat chat;
    final Events events;
    final Moderations moderations;
    final Oddities oddities = new Oddities();
    /** Names of the categories that there are, besides those that somebody streamed. */
    final Set<String> categories = new LinkedHashSet<>(List.of(
            "Just Chatting",
            "Music",
            "Art",
            "Chess",
            "Minecraft",
            "Science & Technology",
            "Software and Game Development"));

    /** Where pictures of accounts are. */
    private String baseUrl = "";

    private final Map<String, SimulatedChannel> channels = new HashMap<>();

    World(SimulatorOptions options, ScheduledExecutorService timers) {
        this.options = options;
        this.clock = options.clock();
        this.accounts = new Accounts(clock);
        this.tokens = new Tokens(options);
        this.rateLimits = new RateLimits(clock, options.helixPointsPerMinute());
        this.subscriptions = new Subscriptions(clock);
        this.conduits = new Conduits(clock);
        Timers own = new Timers(this, timers);
        this.sessions = new EventSubSessions(this, own);
        this.authorizations = new SubscriptionRights(this);
        this.publisher = new Publisher(this);
        this.chat = new Chat(this, own);
        this.events = new Events(this);
        this.moderations = new Moderations(clock);
        this.polls = new Polls(this, own);
    }

    SimulatedChannel channel(String broadcasterId) {
        accounts.get(broadcasterId);
        return channels.computeIfAbsent(broadcasterId, SimulatedChannel::new);
    }

    void setBaseUrl(String url) {
        baseUrl = url;
    }

    /** The address of the account's picture. */
    String picture(SimulatedUser user) {
        return baseUrl + Pictures.of(user);
    }

    Instant now() {
        return clock.instant();
    }

    /** The user disconnects the app at Twitch: every token dies, and with it what needs the grant. */
    void disconnect(String userId) {
        tokens.endAll(userId);
        authorizations.recheck();
    }

    /** Does it under the lock, and has whoever awaits something look again. */
    synchronized <T> T get(Supplier<T> action) {
        try {
            return action.get();
        } finally {
            notifyAll();
        }
    }

    /** {@link #get} for what has no answer. */
    void run(Runnable action) {
        get(() -> {
            action.run();
            return true;
        });
    }

    /** Waits until what is so fulfils the condition; {@link AssertionError} with what is so if it does not in time. */
    synchronized <T> List<T> await(
            String what, Supplier<List<T>> source, Predicate<List<T>> condition, Duration atMost) {
        long deadline = System.nanoTime() + atMost.toNanos();
        while (true) {
            List<T> now = source.get();
            if (condition.test(now)) {
                return now;
            }
            long left = (deadline - System.nanoTime()) / 1_000_000;
            if (left <= 0) {
                throw new AssertionError("after " + atMost + " the " + what + " were still: " + now);
            }
            try {
                wait(left);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new AssertionError("interrupted while waiting for " + what, e);
            }
        }
    }

    /** What moderators did through the API. Guarded by {@link World}. */
    static final class Moderations {
        private final Clock clock;
        private final List<ModerationAction> done = new ArrayList<>();

        Moderations(Clock clock) {
            this.clock = clock;
        }

        void add(
                ModerationAction.Kind kind,
                SimulatedChannel channel,
                String moderatorId,
                @Nullable String targetId,
                String detail) {
            done.add(new ModerationAction(kind, channel.id, moderatorId, targetId, detail, clock.instant()));
        }

        List<ModerationAction> all() {
            return List.copyOf(done);
        }
    }
}
