package bot.herald.app;

import bot.herald.auth.BotAccount;
import bot.herald.auth.CredentialService;
import bot.herald.auth.TokenReports;
import bot.herald.channel.ChannelHealth;
import bot.herald.channel.ChannelService;
import bot.herald.channel.FlowWatch;
import bot.herald.cluster.Instances;
import bot.herald.cluster.Presence;
import bot.herald.config.BotConfig;
import bot.herald.config.DatabaseConfig;
import bot.herald.config.TwitchConfig.Transport;
import bot.herald.connection.DatabaseSync;
import bot.herald.dispatch.EventDispatcher;
import bot.herald.dispatch.EventHandler;
import bot.herald.event.ChannelEvent;
import bot.herald.feature.FeatureTicks;
import bot.herald.feed.ChannelFeed;
import bot.herald.feed.IncomingEvents;
import bot.herald.identity.TwitchUserId;
import bot.herald.lifecycle.Component;
import bot.herald.lifecycle.Listeners;
import bot.herald.maintenance.DatabaseCleanup;
import bot.herald.metrics.Observers;
import bot.herald.moderation.BotModeration;
import bot.herald.retry.WakeUps.Reason.StandingChanged;
import bot.herald.storage.Database;
import bot.herald.storage.JdbiActivityStore;
import bot.herald.storage.JdbiCounterStore;
import bot.herald.storage.JdbiHandledEvents;
import bot.herald.storage.JdbiInstances;
import bot.herald.storage.JdbiShoutoutTurns;
import bot.herald.storage.JdbiSubscriptionRecords;
import bot.herald.subscription.EventFlow;
import bot.herald.subscription.Reconciler;
import bot.herald.subscription.SubscriptionDirectory;
import bot.herald.subscription.SubscriptionPlanner;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What a running bot consists of, apart from the web server, which needs all of it.
 *
 * @param handled the events that were handled, also before the start
 * @param discord empty without a Discord application
 */
record BotModule(
        Foundation foundation,
        TokenModule tokens,
        TokenReports reports,
        ChannelService channels,
        SubscriptionDirectory subscriptions,
        ChannelHealth health,
        AccountModule accounts,
        ChannelFeed feed,
        JdbiActivityStore activity,
        ChatModule chat,
        PluginModule plugins,
        FeatureModule features,
        BotModeration botModeration,
        JdbiHandledEvents handled,
        EventDispatcher dispatcher,
        EventsModule events,
        AuthorizationModule authorizations,
        Optional<DiscordModule.Bot> discord) {
    /**
     * Builds every object, in the order in which they depend on each other, and starts none.
     *
     * @param announce receives lines that the operator has to see
     */
    static BotModule of(Foundation foundation, Consumer<String> announce) {
        BotConfig config = foundation.config();
        Clock clock = foundation.clock();
        Instances instances = foundation.instances();
        Database database = foundation.database();

        TokenModule tokens = TokenModule.of(foundation);
        CredentialService credentials = tokens.credentials();
        BotAccount bot = tokens.bot();
        ChannelService channels = new ChannelService(foundation.storage().channels(), clock);
        SubscriptionDirectory subscriptions = new SubscriptionDirectory(clock);
        ChannelHealth health = new ChannelHealth(channels, credentials, subscriptions);
        AccountModule accounts = AccountModule.of(foundation, tokens, channels);
        ChannelFeed feed = new ChannelFeed(clock);
        JdbiActivityStore activity = new JdbiActivityStore(database);
        ChatModule chat = ChatModule.of(foundation, tokens, subscriptions, feed);
        Listeners<TwitchUserId> wishes = new Listeners<>();
        PluginModule plugins = PluginModule.of(config, database, channels, credentials, bot, wishes);

        Listeners<ChannelEvent> incoming = new Listeners<>();
        EventsModule events = EventsModule.of(new EventsModule.Needs(
                foundation,
                tokens,
                new SubscriptionPlanner(
                        bot,
                        channels::ids,
                        credentials,
                        accounts.moderations()::moderatedBy,
                        plugins.scopes()::events,
                        () -> accounts.attended().apply(feed.watched())),
                subscriptions,
                incoming));
        Reconciler reconciler = events.reconciler();
        // Newly wanted events are subscribed to at once.
        wishes.add(id -> reconcile(reconciler, id));

        // From then on, viewers of the live feed see what moderators delete.
        feed.whenWatched(id -> foundation.instances().whileLeading().run(reconciler::requestSoon));
        // Events that keep track of who may manage a channel are wanted while somebody affected is logged in.
        accounts.sessions().whenBegun(id -> {
            reconciler.requestSoon().thenRun(() -> accounts.missedEvents().lookSoon(id));
        });

        BotModeration botModeration = new BotModeration(
                bot,
                accounts.people(),
                accounts.managed(),
                accounts.moderations()::moderatedBy,
                chat.roles(),
                instances.whileLeading(),
                clock,
                reconciler::requestSoon,
                id -> {
                    reconcile(reconciler, id);
                    foundation.wakeUps().happened(new StandingChanged(id));
                });
        instances.whenGained(botModeration::lookSoon);
        JdbiHandledEvents handled = new JdbiHandledEvents(database);
        FeatureModule features = FeatureModule.of(
                new FeatureModule.Needs(foundation, tokens, channels, handled, chat, plugins, accounts.audit(), feed));
        Optional<DiscordModule.Bot> discord = DiscordModule.Bot.of(foundation, channels, tokens, accounts, features);
        EventDispatcher dispatcher = new EventDispatcher(
                handlers(accounts, feed, features, botModeration, discord),
                handled,
                Observers.dispatch(foundation.metrics()),
                EventDispatcher.Limits.DEFAULT);
        incoming.add(chat.queue()::hear);
        incoming.add(dispatcher::submit);

        AuthorizationModule authorizations = AuthorizationModule.of(
                new AuthorizationModule.Needs(
                        foundation,
                        tokens,
                        channels,
                        subscriptions,
                        accounts,
                        feed,
                        chat,
                        plugins,
                        botModeration,
                        reconciler),
                features.shoutouts().queue()::needsPermission,
                announce);
        return new BotModule(
                foundation,
                tokens,
                new TokenReports(credentials, plugins.scopes(), clock),
                channels,
                subscriptions,
                health,
                accounts,
                feed,
                activity,
                chat,
                plugins,
                features,
                botModeration,
                handled,
                dispatcher,
                events,
                authorizations,
                discord);
    }

    /** Recurring work beside requests and events, in start order. */
    List<Component> background() {
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
                        activity,
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

    private static void reconcile(Reconciler reconciler, TwitchUserId broadcaster) {
        reconciler.requestSoon(broadcaster);
    }

    private static List<EventHandler> handlers(
            AccountModule accounts,
            ChannelFeed feed,
            FeatureModule features,
            BotModeration botModeration,
            Optional<DiscordModule.Bot> discord) {
        // First, so that former moderators have lost the channel before anything else happens there. Then the feed, so
        // that viewers see events before the bot's reactions to them.
        List<EventHandler> handlers =
                new ArrayList<>(List.of(accounts.events(), botModeration, new IncomingEvents(feed)));
        handlers.addAll(features.handlers());
        discord.map(DiscordModule.Bot::handler).ifPresent(handlers::add);
        return handlers;
    }
}
