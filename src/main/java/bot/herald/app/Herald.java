package bot.herald.app;

import bot.herald.auth.ConnectionListener;
import bot.herald.auth.Credential;
import bot.herald.auth.CredentialService;
import bot.herald.auth.Purpose;
import bot.herald.auth.TokenReports;
import bot.herald.channel.ChannelHealth;
import bot.herald.channel.ChannelService;
import bot.herald.channel.FlowWatch;
import bot.herald.cluster.Instances;
import bot.herald.cluster.OtherProcesses;
import bot.herald.cluster.Presence;
import bot.herald.config.BotConfig;
import bot.herald.config.DatabaseConfig;
import bot.herald.config.Transport;
import bot.herald.dispatch.EventDispatcher;
import bot.herald.dispatch.EventHandler;
import bot.herald.dispatch.RecentlyHandled;
import bot.herald.feature.FeatureTicks;
import bot.herald.feed.ChannelFeed;
import bot.herald.feed.IncomingEvents;
import bot.herald.feed.PermissionNews;
import bot.herald.identity.TwitchProfile;
import bot.herald.identity.TwitchUserId;
import bot.herald.lifecycle.Lifecycle;
import bot.herald.maintenance.Upkeep;
import bot.herald.metrics.Observers;
import bot.herald.moderation.BotModeration;
import bot.herald.retry.WakeUps.Reason.StandingChanged;
import bot.herald.setup.NextSteps;
import bot.herald.storage.Database;
import bot.herald.storage.JdbiHandledEvents;
import bot.herald.storage.JdbiInstances;
import bot.herald.storage.JdbiShoutoutTurns;
import bot.herald.storage.JdbiSubscriptionRecords;
import bot.herald.subscription.EventFlow;
import bot.herald.subscription.Reconciler;
import bot.herald.subscription.SubscriptionDirectory;
import bot.herald.subscription.SubscriptionPlanner;
import bot.herald.web.FirstSteps;
import bot.herald.web.HttpServer;
import bot.herald.web.Readiness;
import bot.herald.web.SetupServer;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
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
public final class Herald implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Herald.class);
    private static final Duration REMEMBER_HANDLED = Duration.ofMinutes(15);
    private static final int MOST_REMEMBERED = 200_000;

    private final Foundation foundation;
    private final TokenModule tokens;
    private final ChannelService channels;
    private final SubscriptionDirectory subscriptions;
    private final ChannelHealth health;
    private final AccountModule accounts;
    private final ChannelFeed feed;
    private final PermissionNews permissionNews;
    private final ChatModule chat;
    private final JdbiHandledEvents handled;
    private final PluginModule plugins;
    private final FeatureModule features;
    private final BotModeration botModeration;
    private final EventDispatcher dispatcher;
    private final EventsModule events;
    private final Reconciler reconciler;
    private final AuthorizationModule authorizations;
    private final HttpServer web;

    private Herald(Foundation foundation, Consumer<String> announce, Optional<SetupServer> opened) {
        this.foundation = foundation;
        BotConfig config = foundation.config();
        Clock clock = foundation.clock();
        Instances instances = foundation.instances();
        Database database = foundation.database();

        tokens = TokenModule.of(foundation, this::credentialStateChanged, this::credentialRenamed);
        CredentialService credentials = tokens.credentials();
        channels = new ChannelService(foundation.storage().channels(), clock);
        subscriptions = new SubscriptionDirectory(clock);
        health = new ChannelHealth(channels, credentials, subscriptions);
        accounts = AccountModule.of(foundation, credentials, channels);
        feed = new ChannelFeed(clock);
        permissionNews = new PermissionNews(channels, feed, accounts.audit(), instances::leads, clock);
        chat = ChatModule.of(foundation, tokens, subscriptions, feed);
        handled = new JdbiHandledEvents(database, new RecentlyHandled(REMEMBER_HANDLED, MOST_REMEMBERED));
        plugins = PluginModule.of(
                config, database, channels, credentials, tokens.bot(), this::reconcile, this::needsShoutoutPermission);
        features = FeatureModule.of(
                new FeatureModule.Surroundings(foundation, tokens, channels, handled, chat, plugins, accounts.audit()));
        botModeration = new BotModeration(
                tokens.bot(),
                accounts.people(),
                accounts.managed(),
                accounts.moderations()::moderatedBy,
                chat.roles(),
                instances::leads,
                clock,
                this::reconcileAll,
                this::standingChanged);
        instances.leading(botModeration::lookSoon);
        dispatcher = new EventDispatcher(
                handlers(), handled, Observers.dispatch(foundation.metrics()), clock, EventDispatcher.Limits.DEFAULT);
        events = EventsModule.of(new EventsModule.Needs(
                foundation,
                tokens,
                new SubscriptionPlanner(
                        tokens.bot(),
                        channels::ids,
                        credentials,
                        accounts.moderations()::moderatedBy,
                        plugins.scopes()::events),
                subscriptions,
                event -> {
                    chat.queue().hear(event);
                    dispatcher.submit(event);
                }));
        reconciler = events.reconciler();
        authorizations =
                AuthorizationModule.of(foundation, tokens, channels, plugins.scopes(), connectionListener(), announce);
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
                        chat,
                        plugins,
                        features,
                        dispatcher,
                        events,
                        authorizations)
                .server(opened);

        Observers.gauges(
                foundation.metrics(),
                foundation.twitch().http(),
                health,
                events.connectionsByState(),
                subscriptions,
                reports);
        foundation.metrics().ages(Readiness.of(foundation.snapshot()::health)::ages);
    }

    private List<EventHandler> handlers() {
        // First, so that who is no moderator any more has lost the channel before anything else happens there.
        // Then the feed, so that watchers see what came in before what the bot made of it.
        List<EventHandler> handlers =
                new ArrayList<>(List.of(accounts.events(), botModeration, new IncomingEvents(feed)));
        handlers.addAll(features.handlers());
        return handlers;
    }

    private ConnectionListener connectionListener() {
        ConnectionListener known = accounts.around(
                new ChatConnections(
                        tokens.appToken(),
                        chat,
                        foundation.wakeUps(),
                        new Connections(tokens.bot(), channels, reconciler, subscriptions)),
                channels);
        return new ConnectionListener() {
            @Override
            public void connected(Purpose purpose, TwitchProfile profile) {
                known.connected(purpose, profile);
                if (purpose != Purpose.LOGIN) {
                    botModeration.lookSoon();
                }
            }

            @Override
            public void botReplaced(Credential old, TwitchProfile now, Optional<TwitchUserId> by) {
                known.botReplaced(old, now, by);
            }
        };
    }

    /** Takes in what is on disk, then starts leaves first; the web early, because a taken port is the likeliest fault. */
    private void startAll() {
        Lifecycle lifecycle = foundation.lifecycle();
        Instances instances = foundation.instances();
        Database database = foundation.database();
        Clock clock = foundation.clock();

        lifecycle.start(plugins.jars());
        lifecycle.start(plugins.secondTries());
        database.insist(this::load);
        loadSettings();
        lifecycle.start(foundation.twitch().http());
        lifecycle.start(chat.queue());
        lifecycle.start(dispatcher);
        lifecycle.start(web);
        instances.leadership().forEach(lifecycle::start);
        lifecycle.start(new Presence(
                new JdbiInstances(database), subscriptions, new JdbiSubscriptionRecords(database), instances, clock));
        events.components().forEach(lifecycle::start);
        lifecycle.start(tokens.keeper());
        lifecycle.start(botModeration);
        lifecycle.start(features.ticks());
        lifecycle.start(features.shoutouts());
        lifecycle.start(
                new FeatureTicks(features.runner(), channels::ids, instances::leads, dispatcher::run).recurring());
        lifecycle.start(new EventFlow(
                tokens.bot()::isConnected,
                channels::ids,
                subscriptions,
                foundation.config().twitch().eventsub().transport() == Transport.CONDUIT,
                clock));
        lifecycle.start(new FlowWatch(
                        channels,
                        health,
                        subscriptions,
                        instances::leads,
                        Observers.recoveries(foundation.metrics()),
                        clock)
                .recurring());
        lifecycle.start(accounts.missedEvents().recurring());
        if (foundation.config().database().backup() == DatabaseConfig.Backup.DAILY) {
            database.dailyBackup(clock).ifPresent(lifecycle::start);
        }
        lifecycle.start(new Upkeep(handled, new JdbiShoutoutTurns(database), authorizations.flow()).recurring());
        lifecycle.start(new OtherProcesses(
                        database::changedByOthers,
                        new ChangesElsewhere(
                                tokens,
                                channels,
                                features,
                                plugins.book(),
                                accounts,
                                chat,
                                botModeration,
                                instances::leads,
                                this::reconcileAll))
                .recurring());
    }

    /** May be done twice. */
    private void load() {
        StorageModule.load(tokens.credentials(), foundation.config());
        if (foundation.instances().isAlone()) {
            tokens.credentials().takeOverFromEarlierRuns();
        }
        // Whose login was lost while the last process stopped.
        tokens.credentials().all(Purpose.LOGIN).forEach(accounts.logins()::credentialStateChanged);
        tokens.appToken().load();
        channels.load();
    }

    /** From here on nothing that happens in a chat waits for the database to learn what was set there. */
    private void loadSettings() {
        try {
            features.reload();
            boolean unused = plugins.book().reload();
        } catch (RuntimeException e) {
            log.warn(
                    "the database does not answer ({}): channels use the defaults until it does",
                    e.getClass().getSimpleName());
        }
    }

    /**
     * Builds and starts the bot.
     *
     * @param announce takes lines that the operator has to see, such as the set-up link
     * @throws bot.herald.lifecycle.StartupException if it cannot start; what was started is stopped again
     */
    public static Herald start(BotConfig config, Clock clock, Consumer<String> announce) {
        return start(config, clock, announce, () -> {});
    }

    /**
     * Builds and starts the bot; unless instances divide the work, on PostgreSQL it first waits for another one to end.
     *
     * @param announce takes lines that the operator has to see, such as the set-up link
     * @param replaced called when another instance has taken over, so that this one has to be closed
     * @throws bot.herald.lifecycle.StartupException if it cannot start; what was started is stopped again
     */
    public static Herald start(BotConfig config, Clock clock, Consumer<String> announce, Runnable replaced) {
        return start(config, clock, announce, replaced, Optional.empty());
    }

    /** @param opened whose port the web server takes over */
    static Herald start(
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

    /** The link that connects the bot account; good while none is connected. */
    public URI setupLink() {
        return authorizations.setupLink().get();
    }

    /** What whoever sets this bot up does next. */
    FirstSteps firstSteps() {
        return new NextSteps(
                foundation.config(), this::setupLink, tokens.bot(), channels, authorizations.devices(), feed);
    }

    /** Lets somebody see and manage everything from now on; the configuration has to say so for later. */
    void makeAdmin(TwitchUserId id) {
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

    private void reconcileAll() {
        var unused = reconciler.requestSoon();
    }

    /** What is newly wanted is subscribed to at once. */
    private void reconcile(TwitchUserId broadcaster) {
        var unused = reconciler.requestSoon(broadcaster);
    }

    /** The bot became a moderator there, or is none any more. */
    private void standingChanged(TwitchUserId broadcaster) {
        reconcile(broadcaster);
        foundation.wakeUps().happened(new StandingChanged(broadcaster));
    }

    private boolean needsShoutoutPermission(TwitchUserId broadcaster) {
        return features.shoutouts().queue().needsPermission(broadcaster);
    }

    private void credentialStateChanged(Credential credential) {
        accounts.logins().credentialStateChanged(credential);
        permissionNews.stateChanged(credential);
        reconcile(credential.key().userId());
        if (credential.key().purpose() == Purpose.BOT) {
            authorizations.setupLink().show();
        }
    }

    private void credentialRenamed(Credential credential) {
        channels.renamed(credential.key().userId(), credential.login());
    }
}
