package bot.herald.simulator;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The state of the simulated Twitch. */
final class World extends Guarded {
    final SimulatorOptions options;
    final Clock clock;
    final Timers timers;
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
    /** The names of categories; those that somebody streamed in are added to them. */
    final Set<String> categories = new LinkedHashSet<>(List.of(
            "Just Chatting",
            "Music",
            "Art",
            "Chess",
            "Minecraft",
            "Science & Technology",
            "Software and Game Development"));

    /** The simulator's own address, which serves the profile pictures. */
    private String baseUrl = "";

    private final Map<String, SimulatedChannel> channels = new HashMap<>();

    World(SimulatorOptions options) {
        this.options = options;
        this.clock = options.clock();
        this.accounts = new Accounts(clock);
        this.tokens = new Tokens(options);
        this.rateLimits = new RateLimits(clock, options.helixPointsPerMinute());
        this.subscriptions = new Subscriptions(clock);
        this.conduits = new Conduits(clock);
        this.timers = new Timers(this, "simulated-twitch-timers");
        this.sessions = new EventSubSessions(this, timers);
        this.authorizations = new SubscriptionRights(this);
        this.publisher = new Publisher(this);
        this.chat = new Chat(this, timers);
        this.events = new Events(this);
        this.support = new SupportEvents(this);
        this.moderations = new Moderations(clock);
        this.polls = new Polls(this, timers);
    }

    SimulatedChannel channel(String broadcasterId) {
        accounts.get(broadcasterId);
        return channels.computeIfAbsent(broadcasterId, SimulatedChannel::new);
    }

    void setBaseUrl(String url) {
        baseUrl = url;
    }

    /** The URL of the account's profile picture. */
    String picture(SimulatedUser user) {
        return baseUrl + Pictures.of(user);
    }

    @Override
    protected Instant now() {
        return clock.instant();
    }

    /** Ends all the user's tokens, and the subscriptions that need the grant. */
    void disconnect(String userId) {
        tokens.endAll(userId);
        authorizations.recheck();
    }

    /** Removes the account, ends its tokens and revokes the subscriptions about it. */
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

    /** The moderation done through the API. Guarded by {@link World}. */
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
