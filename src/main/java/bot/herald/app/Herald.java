package bot.herald.app;

import bot.herald.auth.BotAccount;
import bot.herald.auth.CredentialService;
import bot.herald.auth.Purpose;
import bot.herald.auth.TokenReports;
import bot.herald.channel.ChannelHealth;
import bot.herald.channel.ChannelService;
import bot.herald.cluster.Instances;
import bot.herald.config.BotConfig;
import bot.herald.config.NewConfigFile;
import bot.herald.dispatch.EventDispatcher;
import bot.herald.dispatch.EventHandler;
import bot.herald.event.ChannelEvent;
import bot.herald.feed.ActivityRecorder;
import bot.herald.feed.ChannelFeed;
import bot.herald.feed.IncomingEvents;
import bot.herald.identity.TwitchUserId;
import bot.herald.lifecycle.Component;
import bot.herald.lifecycle.Lifecycle;
import bot.herald.lifecycle.Listeners;
import bot.herald.metrics.Observers;
import bot.herald.moderation.BotModeration;
import bot.herald.retry.WakeUps.Reason.StandingChanged;
import bot.herald.setup.FirstStart;
import bot.herald.setup.NextSteps;
import bot.herald.storage.Database;
import bot.herald.storage.JdbiActivityStore;
import bot.herald.storage.JdbiHandledEvents;
import bot.herald.subscription.Reconciler;
import bot.herald.subscription.SubscriptionDirectory;
import bot.herald.subscription.SubscriptionPlanner;
import bot.herald.web.FirstSteps;
import bot.herald.web.HttpServer;
import bot.herald.web.Readiness;
import bot.herald.web.SetupServer;
import java.net.URI;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The running bot: builds every object, starts them leaves first, and stops them in reverse.
 *
 * <p>Reads as an inventory of the system. Closing takes at most ten seconds.
 */
public final class Herald implements FirstStart.RunningBot {
    private static final Logger log = LoggerFactory.getLogger(Herald.class);

    private final Foundation foundation;
    private final TokenModule tokens;
    private final ChannelService channels;
    private final AccountModule accounts;
    private final ChannelFeed feed;
    private final PluginModule plugins;
    private final FeatureModule features;
    private final AuthorizationModule authorizations;
    private final HttpServer web;
    /** Leaves first; the web server early, because a port in use is the most likely fault. */
    private final List<Component> components = new ArrayList<>();

    private Herald(Foundation foundation, Consumer<String> announce, Optional<SetupServer> opened) {
        BotConfig config = foundation.config();
        Clock clock = foundation.clock();
        Instances instances = foundation.instances();
        Database database = foundation.database();
        this.foundation = foundation;

        tokens = TokenModule.of(foundation);
        CredentialService credentials = tokens.credentials();
        BotAccount bot = tokens.bot();
        channels = new ChannelService(foundation.storage().channels(), clock);
        SubscriptionDirectory subscriptions = new SubscriptionDirectory(clock);
        ChannelHealth health = new ChannelHealth(channels, credentials, subscriptions);
        accounts = AccountModule.of(foundation, tokens, channels);
        feed = new ChannelFeed(clock);
        JdbiActivityStore activity = new JdbiActivityStore(database);
        ChatModule chat = ChatModule.of(foundation, tokens, subscriptions, feed);
        Listeners<TwitchUserId> wishes = new Listeners<>();
        plugins = PluginModule.of(config, database, channels, credentials, bot, wishes);

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
        features = FeatureModule.of(
                new FeatureModule.Needs(foundation, tokens, channels, handled, chat, plugins, accounts.audit(), feed));
        Optional<DiscordModule.Bot> discord = DiscordModule.Bot.of(foundation, channels, tokens, accounts, features);
        EventDispatcher dispatcher = new EventDispatcher(
                handlers(botModeration, discord),
                handled,
                Observers.dispatch(foundation.metrics()),
                clock,
                EventDispatcher.Limits.DEFAULT);
        incoming.add(chat.queue()::hear);
        incoming.add(dispatcher::submit);

        authorizations = AuthorizationModule.of(
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
        TokenReports reports = new TokenReports(credentials, plugins.scopes(), clock);
        web = new WebModule(
                        foundation,
                        tokens,
                        reports,
                        channels,
                        subscriptions,
                        health,
                        accounts,
                        feed,
                        activity,
                        chat,
                        plugins,
                        features,
                        dispatcher,
                        events,
                        authorizations,
                        discord)
                .server(opened);
        Observers.gauges(
                foundation.metrics(),
                foundation.twitch().http(),
                health,
                events.connectionsByState(),
                subscriptions,
                reports);
        foundation.metrics().ages(Readiness.of(foundation.snapshot()::health)::ages);

        components.addAll(List.of(foundation.twitch().http(), chat.queue(), dispatcher, web));
        components.add(new ActivityRecorder(feed, activity, clock).recurring());
        components.add(features.lastSeen().recurring());
        components.addAll(new BackgroundModule(
                        foundation,
                        tokens,
                        channels,
                        subscriptions,
                        health,
                        accounts,
                        chat,
                        plugins,
                        features,
                        botModeration,
                        dispatcher,
                        handled,
                        events,
                        authorizations)
                .components());
        discord.map(DiscordModule.Bot::components).ifPresent(components::addAll);
        // Last, so that its preparations do not delay the start.
        components.add(tokens.door());
    }

    private static void reconcile(Reconciler reconciler, TwitchUserId broadcaster) {
        reconciler.requestSoon(broadcaster);
    }

    private List<EventHandler> handlers(BotModeration botModeration, Optional<DiscordModule.Bot> discord) {
        // First, so that former moderators have lost the channel before anything else happens there. Then the feed, so
        // that viewers see events before the bot's reactions to them.
        List<EventHandler> handlers =
                new ArrayList<>(List.of(accounts.events(), botModeration, new IncomingEvents(feed)));
        handlers.addAll(features.handlers());
        discord.map(DiscordModule.Bot::handler).ifPresent(handlers::add);
        return handlers;
    }

    /** Loads what is on disk, then starts everything. */
    private void startAll() {
        foundation.lifecycle().start(plugins.jars());
        foundation.lifecycle().start(plugins.filterRetries());
        foundation.database().insist(this::load);
        loadSettings();
        components.forEach(foundation.lifecycle()::start);
    }

    /** May be called twice. */
    private void load() {
        StorageModule.load(tokens.credentials(), foundation.config());
        if (foundation.instances().isAlone()) {
            tokens.credentials().takeOverFromEarlierRuns();
        }
        // People whose login was lost while the last process stopped.
        tokens.credentials().all(Purpose.LOGIN).forEach(accounts.logins()::credentialStateChanged);
        tokens.appToken().load();
        channels.load();
    }

    /** From here on, no event in a chat waits for the database to read the channel's settings. */
    private void loadSettings() {
        try {
            features.reload();
            plugins.book().reload();
        } catch (RuntimeException e) {
            log.warn(
                    "the database does not answer ({}): channels use the defaults until it does",
                    e.getClass().getSimpleName());
        }
    }

    /**
     * Serves the set-up page until there is a configuration, then starts the bot on the same port.
     *
     * @param file where the configuration will be
     * @param announce receives lines that the operator has to see
     * @throws bot.herald.config.ConfigException if the environment is wrong
     * @throws bot.herald.lifecycle.StartupException if the port cannot be used
     */
    public static FirstStart firstStart(NewConfigFile file, Clock clock, Consumer<String> announce) {
        return FirstStart.open(
                file,
                clock,
                announce,
                (config, replaced, opened) -> start(config, clock, announce, replaced, Optional.of(opened)));
    }

    /**
     * Builds and starts the bot.
     *
     * @param announce receives lines that the operator has to see, such as the set-up link
     * @throws bot.herald.lifecycle.StartupException if it cannot start; what was started is stopped again
     */
    public static Herald start(BotConfig config, Clock clock, Consumer<String> announce) {
        return start(config, clock, announce, () -> {});
    }

    /**
     * Builds and starts the bot. On PostgreSQL, unless instances share the work, it first waits for another instance to
     * stop.
     *
     * @param announce receives lines that the operator has to see, such as the set-up link
     * @param replaced called when another instance has taken over, so that this one has to be closed
     * @throws bot.herald.lifecycle.StartupException if it cannot start; what was started is stopped again
     */
    public static Herald start(BotConfig config, Clock clock, Consumer<String> announce, Runnable replaced) {
        return start(config, clock, announce, replaced, Optional.empty());
    }

    /** @param opened the server whose port is reused */
    private static Herald start(
            BotConfig config, Clock clock, Consumer<String> announce, Runnable replaced, Optional<SetupServer> opened) {
        Lifecycle lifecycle = new Lifecycle();
        try {
            Foundation foundation = Foundation.lay(config, clock, lifecycle, announce, replaced);
            Herald herald = new Herald(foundation, announce, opened);
            herald.startAll();
            herald.authorizations.setupLink().show();
            return herald;
        } catch (RuntimeException e) {
            lifecycle.close();
            throw e;
        }
    }

    /** The port the web server listens on. */
    public int port() {
        return web.port();
    }

    /** The link that connects the bot account; valid while none is connected. */
    public URI setupLink() {
        return authorizations.setupLink().get();
    }

    @Override
    public FirstSteps firstSteps() {
        return new NextSteps(
                foundation.config(),
                this::setupLink,
                tokens.bot(),
                channels,
                authorizations.devices(),
                accounts.sessions(),
                feed);
    }

    @Override
    public void makeAdmin(TwitchUserId id) {
        accounts.admins().add(id);
    }

    public boolean botIsConnected() {
        return tokens.bot().isConnected();
    }

    @Override
    public void close() {
        log.info("stopping");
        foundation.lifecycle().close();
        log.info("stopped");
    }
}
