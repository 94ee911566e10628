package bot.herald.app;

import bot.herald.channel.ChannelHealth;
import bot.herald.channel.ChannelService;
import bot.herald.channel.FlowWatch;
import bot.herald.cluster.Instances;
import bot.herald.cluster.Presence;
import bot.herald.config.DatabaseConfig;
import bot.herald.config.TwitchConfig.Transport;
import bot.herald.connection.DatabaseSync;
import bot.herald.dispatch.EventDispatcher;
import bot.herald.feature.FeatureTicks;
import bot.herald.lifecycle.Component;
import bot.herald.maintenance.DatabaseCleanup;
import bot.herald.metrics.Observers;
import bot.herald.moderation.BotModeration;
import bot.herald.storage.Database;
import bot.herald.storage.JdbiActivityStore;
import bot.herald.storage.JdbiCounterStore;
import bot.herald.storage.JdbiHandledEvents;
import bot.herald.storage.JdbiInstances;
import bot.herald.storage.JdbiShoutoutTurns;
import bot.herald.storage.JdbiSubscriptionRecords;
import bot.herald.subscription.EventFlow;
import bot.herald.subscription.SubscriptionDirectory;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/** Recurring work beside requests and events. */
record BackgroundModule(
        Foundation foundation,
        TokenModule tokens,
        ChannelService channels,
        SubscriptionDirectory subscriptions,
        ChannelHealth health,
        AccountModule accounts,
        ChatModule chat,
        PluginModule plugins,
        FeatureModule features,
        BotModeration botModeration,
        EventDispatcher dispatcher,
        JdbiHandledEvents handled,
        EventsModule events,
        AuthorizationModule authorizations) {

    /** In start order. */
    List<Component> components() {
        Instances instances = foundation.instances();
        Database database = foundation.database();
        Clock clock = foundation.clock();
        List<Component> components = new ArrayList<>(instances.leadership());
        components.add(new Presence(
                new JdbiInstances(database), subscriptions, new JdbiSubscriptionRecords(database), instances, clock));
        components.add(chat.silences());
        components.addAll(events.components());
        components.addAll(List.of(
                tokens.refreshScheduler(),
                botModeration,
                features.ticks(),
                features.shoutouts(),
                new FeatureTicks(features.runner(), channels::ids, instances.whileLeading(), dispatcher::run)
                        .recurring(),
                new EventFlow(
                        tokens.bot()::isConnected,
                        channels::ids,
                        subscriptions,
                        foundation.config().twitch().eventsub().transport() == Transport.CONDUIT,
                        clock),
                new FlowWatch(
                                channels,
                                health,
                                subscriptions,
                                instances.whileLeading(),
                                Observers.recoveries(foundation.metrics()),
                                clock)
                        .recurring(),
                accounts.missedEvents().recurring(),
                accounts.events().recurring(foundation.wakeUps(), events.reconciler()::requestSoon)));
        if (foundation.config().database().backup() == DatabaseConfig.Backup.DAILY) {
            database.dailyBackup(clock).ifPresent(components::add);
        }
        components.add(new DatabaseCleanup(
                        handled,
                        new JdbiShoutoutTurns(database),
                        new JdbiCounterStore(database),
                        new JdbiActivityStore(database),
                        authorizations.flow(),
                        clock)
                .recurring());
        components.add(new DatabaseSync(new DatabaseSync.Parts(
                        database::changedByOthers,
                        tokens.bot(),
                        tokens.credentials(),
                        channels,
                        features::reload,
                        plugins.book(),
                        accounts.managed(),
                        accounts.moderations(),
                        chat::reconnected,
                        chat.roles(),
                        botModeration,
                        instances.whileLeading(),
                        events.reconciler()))
                .recurring());
        return components;
    }
}
