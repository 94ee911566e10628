package bot.herald.twitch.eventsub;

import bot.herald.auth.AccessTokens;
import bot.herald.auth.CredentialKey;
import bot.herald.auth.Purpose;
import bot.herald.cluster.Instances.AllShards;
import bot.herald.event.ChannelEvent;
import bot.herald.identity.Secret;
import bot.herald.identity.TwitchUserId;
import bot.herald.retry.ForwardClock;
import bot.herald.retry.WakeUps;
import bot.herald.simulator.SimulatedUser;
import bot.herald.simulator.TwitchSimulator;
import bot.herald.subscription.ConduitStore;
import bot.herald.subscription.DesiredSubscription;
import bot.herald.subscription.Reconciler;
import bot.herald.subscription.SubscriptionDirectory;
import bot.herald.subscription.SubscriptionPlan;
import bot.herald.twitch.door.HelixTransport;
import bot.herald.twitch.door.TwitchDoor;
import bot.herald.twitch.http.ApiBudget;
import bot.herald.twitch.http.TwitchHttp;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;

/** Everything between Twitch and the dispatcher, on a conduit, for some channels. */
final class ConduitBot implements AutoCloseable, EventSubObserver {
    final ConduitShards shards;
    final Reconciler reconciler;
    final SubscriptionDirectory directory;
    final List<ChannelEvent> events = new CopyOnWriteArrayList<>();
    final List<CredentialKey> doubted = new CopyOnWriteArrayList<>();

    ConduitBot(TwitchSimulator twitch, SimulatedApp app, ConduitStore store, int shardCount, SubscriptionPlan plan) {
        this(
                twitch,
                app,
                store,
                shardCount,
                plan,
                Clock.systemUTC(),
                () -> new ApiBudget(Clock.systemUTC()),
                new ConduitShards.Pauses(Duration.ofMillis(200), Duration.ofMinutes(5), Duration.ofMinutes(5)));
    }

    ConduitBot(
            TwitchSimulator twitch,
            SimulatedApp app,
            ConduitStore store,
            int shardCount,
            SubscriptionPlan plan,
            Clock clock,
            Supplier<ApiBudget> budgets,
            ConduitShards.Pauses pauses) {
        TwitchDoor door = new TwitchDoor(
                new HelixTransport(new TwitchHttp(Duration.ofSeconds(10)), twitch.clientId()),
                URI.create(twitch.helixUrl()),
                new BotTokens(twitch),
                app,
                budgets);
        URI subscriptions = URI.create(twitch.helixUrl() + "/eventsub/subscriptions");
        directory = new SubscriptionDirectory(clock);
        shards = new ConduitShards(
                URI.create(twitch.eventSubWebSocketUrl()),
                new AllShards(shardCount),
                new HttpConduitApi(door, twitch.clientId()),
                store,
                events::add,
                this,
                pauses);
        reconciler = Reconciler.overConduit(
                new Reconciler.Needs(() -> plan, directory, doubted::add, new WakeUps(), new ForwardClock(clock)),
                new HttpConduitSubscriptionApi(door, subscriptions),
                new HttpSubscriptionApi(door, subscriptions),
                shards,
                Reconciler.Team.ALONE);
    }

    ConduitBot start() {
        shards.start();
        reconciler.start();
        return this;
    }

    @Override
    public void received(String type) {}

    @Override
    public void skipped(Skip why) {
        if (why != Skip.DUPLICATE) {
            throw new AssertionError("skipped: " + why);
        }
    }

    @Override
    public void close() {
        reconciler.close();
        shards.close();
    }

    /** A raid for each channel, and the chat of each read by the bot. */
    static SubscriptionPlan plan(SimulatedUser bot, List<SimulatedUser> channels) {
        List<DesiredSubscription> all = new ArrayList<>();
        for (SimulatedUser channel : channels) {
            TwitchUserId id = new TwitchUserId(channel.id());
            all.add(new DesiredSubscription(
                    "channel.raid",
                    "1",
                    Map.of("to_broadcaster_user_id", channel.id()),
                    id,
                    CredentialKey.channel(id)));
            all.add(new DesiredSubscription(
                    "channel.chat.message",
                    "1",
                    Map.of("broadcaster_user_id", channel.id(), "user_id", bot.id()),
                    id,
                    CredentialKey.bot(new TwitchUserId(bot.id()))));
        }
        return new SubscriptionPlan(all, List.of());
    }

    /** A channel's token is asked for only where Twitch counts too many of its subscriptions, to look for those of sockets. */
    record BotTokens(TwitchSimulator twitch) implements AccessTokens {
        @Override
        public Answer accessToken(CredentialKey key) {
            List<String> scopes = key.purpose() == Purpose.BOT
                    ? List.of("user:read:chat", "user:bot", "user:write:chat")
                    : List.of("channel:bot");
            return new Answer.Available(
                    new Secret(twitch.grant(key.userId().value(), scopes).accessToken()));
        }

        @Override
        public AfterUnauthorized afterUnauthorized(CredentialKey key, Secret refused) {
            return new AfterUnauthorized.Repeat(refused);
        }
    }
}
