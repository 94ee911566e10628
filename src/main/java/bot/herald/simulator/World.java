package bot.herald.simulator;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ScheduledExecutorService;
import org.jspecify.annotations.Nullable;

/** All that the simulated Twitch knows. */
final class World extends Guarded {
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
    final SupportEvents support;
    final Moderations moderations;
    final Oddities oddities = new Oddities(this);
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
        this.support = new SupportEvents(this);
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

    @Override
    protected Instant now() {
        return clock.instant();
    }

    /** The user disconnects the app at Twitch: every token dies, and with it what needs the grant. */
    void disconnect(String userId) {
        tokens.endAll(userId);
        authorizations.recheck();
    }

    /** The account is gone: its tokens die, nobody finds it, and what was subscribed to about it is taken back. */
    void delete(String userId) {
        accounts.delete(userId);
        tokens.endAll(userId);
        channels.remove(userId);
        channels.values().forEach(channel -> channel.forget(userId));
        subscriptions
                .enabled()
                .filter(subscription ->
                        userId.equals(subscription.tokenUserId) || subscription.condition.containsValue(userId))
                .toList()
                .forEach(subscription -> publisher.revoke(subscription, "user_removed"));
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
