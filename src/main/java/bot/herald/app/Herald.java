package bot.herald.app;

import bot.herald.auth.AppTokenService;
import bot.herald.auth.AuthorizationFlow;
import bot.herald.auth.BotAccount;
import bot.herald.auth.ClientStanding;
import bot.herald.auth.ConnectionListener;
import bot.herald.auth.Credential;
import bot.herald.auth.CredentialService;
import bot.herald.auth.DeviceFlow;
import bot.herald.auth.Purpose;
import bot.herald.auth.RefreshHistory;
import bot.herald.auth.TokenKeeper;
import bot.herald.auth.TokenReports;
import bot.herald.channel.Channel;
import bot.herald.channel.ChannelHealth;
import bot.herald.channel.ChannelService;
import bot.herald.chat.BotRoles;
import bot.herald.chat.ChatTurns;
import bot.herald.chat.OutgoingQueue;
import bot.herald.config.BotConfig;
import bot.herald.dispatch.EventDispatcher;
import bot.herald.dispatch.EventHandler;
import bot.herald.dispatch.RecentlyHandled;
import bot.herald.feature.FeatureTicks;
import bot.herald.feed.ChannelFeed;
import bot.herald.feed.IncomingEvents;
import bot.herald.feed.WatchedChatSender;
import bot.herald.identity.TwitchUserId;
import bot.herald.metrics.Metrics;
import bot.herald.security.SetupCode;
import bot.herald.security.WrongKeyException;
import bot.herald.storage.Database;
import bot.herald.storage.JdbiChatTurns;
import bot.herald.storage.JdbiHandledEvents;
import bot.herald.storage.JdbiInstances;
import bot.herald.storage.JdbiShoutoutTurns;
import bot.herald.storage.JdbiSubscriptionRecords;
import bot.herald.subscription.Reconciler;
import bot.herald.subscription.SubscriptionDirectory;
import bot.herald.twitch.helix.AppTokenRule;
import bot.herald.twitch.helix.HelixChatSender;
import bot.herald.web.Authorizations;
import bot.herald.web.FirstSteps;
import bot.herald.web.HttpServer;
import bot.herald.web.SetupServer;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
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

    private final BotConfig config;
    private final Clock clock;
    private final Consumer<String> announce;
    private final Lifecycle lifecycle;
    private final Database database;
    private final Instances instances;
    private final ChangesElsewhere elsewhere;
    private final Metrics metrics = new Metrics();

    private final RefreshHistory refreshes;
    private final CredentialService credentials;
    private final AppTokenService appToken;
    private final TokenKeeper tokenKeeper;
    private final BotAccount bot;
    private final ChannelService channels;
    private final SubscriptionDirectory subscriptions;
    private final AppTokenRule appTokenRule;
    private final ChannelHealth health;
    private final AccountModule accounts;
    private final BotModeration botModeration;
    private final ChannelFeed feed;
    private final OutgoingQueue chat;
    private final PluginModule plugins;
    private final FeatureModule features;
    private final JdbiHandledEvents handled;
    private final EventDispatcher dispatcher;
    private final EventsModule events;
    private final Reconciler reconciler;
    private final SetupCode setupCode;
    private final DeviceFlow deviceFlow;
    private final HttpServer web;

    private Herald(
            BotConfig config,
            Clock clock,
            Consumer<String> announce,
            Optional<SetupServer> opened,
            Lifecycle lifecycle,
            StorageModule storage,
            Instances instances) {
        this.config = config;
        this.clock = clock;
        this.announce = announce;
        this.lifecycle = lifecycle;
        this.database = storage.database();
        this.instances = instances;

        TwitchModule twitch = TwitchModule.of(config, clock);
        refreshes = new RefreshHistory(clock);
        ClientStanding standing = new ClientStanding(clock);
        credentials = new CredentialService(
                config.twitch().clientId(),
                storage.credentials(),
                twitch.oauth(),
                twitch.live(),
                Observers.credentials(metrics, refreshes, this::credentialStateChanged, this::credentialRenamed),
                standing,
                clock);
        appToken = new AppTokenService(config.twitch().clientId(), storage.appToken(), twitch.oauth(), standing, clock);
        tokenKeeper = new TokenKeeper(credentials, appToken, instances::leads, clock);
        bot = new BotAccount(credentials);
        channels = new ChannelService(storage.channels(), clock);
        subscriptions = new SubscriptionDirectory(clock);
        health = new ChannelHealth(channels, credentials, subscriptions);
        accounts = AccountModule.of(config, storage, twitch, credentials, channels, instances::leads, clock);
        feed = new ChannelFeed(clock);
        BotRoles roles = new BotRoles(bot);
        appTokenRule = new AppTokenRule(
                key -> credentials.find(key).map(Credential::scopes).orElse(Set.of()), roles::moderates);
        chat = new OutgoingQueue(
                new WatchedChatSender(chatSender(twitch), feed),
                database.isShared() ? new JdbiChatTurns(database) : ChatTurns.ALONE,
                instances::live,
                config.bot().verified(),
                roles,
                metrics::chatMessage,
                clock);
        handled = new JdbiHandledEvents(database, new RecentlyHandled(REMEMBER_HANDLED, MOST_REMEMBERED));
        plugins = PluginModule.of(config, storage.database(), channels, credentials, bot, this::featuresChanged);
        features = FeatureModule.of(new FeatureModule.Surroundings(
                config,
                storage.database(),
                twitch,
                credentials,
                bot,
                channels,
                handled,
                chat::offer,
                roles,
                plugins,
                accounts.audit(),
                metrics,
                clock));
        botModeration = new BotModeration(
                bot,
                accounts.people(),
                accounts.managed(),
                accounts.moderations()::moderatedBy,
                roles,
                instances::leads,
                clock,
                this::reconcileAll,
                this::reconcile);
        instances.leading(botModeration::lookSoon);
        dispatcher = dispatcher();
        events = events(storage, twitch);
        reconciler = events.reconciler();
        elsewhere = new ChangesElsewhere(
                credentials,
                channels,
                bot,
                features,
                plugins.book(),
                accounts,
                roles,
                appTokenRule,
                chat,
                botModeration,
                instances::leads,
                this::reconcileAll);
        setupCode = new SetupCode(bot::isConnected);
        AuthorizationFlow authorizations = authorizationFlow(storage, twitch);
        deviceFlow = new DeviceFlow(twitch.devices(), authorizations, clock);
        web = web(Authorizations.of(authorizations), opened);

        Observers.gauges(metrics, health, events, subscriptions, tokenReports());
    }

    /** Takes in what is on disk, then starts leaves first; the web early, because a taken port is the likeliest fault. */
    private void startAll() {
        lifecycle.start(plugins.jars());
        lifecycle.start(plugins.secondTries());
        loadCredentials();
        // Whose login was lost while the last process stopped.
        credentials.all(Purpose.LOGIN).forEach(accounts.logins()::credentialStateChanged);
        appToken.load();
        channels.load();
        lifecycle.start(chat);
        lifecycle.start(dispatcher);
        lifecycle.start(web);
        instances.leadership().forEach(lifecycle::start);
        lifecycle.start(new Presence(
                new JdbiInstances(database), subscriptions, new JdbiSubscriptionRecords(database), instances, clock));
        events.components().forEach(lifecycle::start);
        lifecycle.start(tokenKeeper);
        lifecycle.start(botModeration);
        lifecycle.start(features.ticks());
        lifecycle.start(features.shoutouts());
        lifecycle.start(new FeatureTicks(features.runner(), this::connected, instances::leads, dispatcher::run).recurring());
        lifecycle.start(new EventFlow(bot, channels, subscriptions));
        lifecycle.start(new FlowWatch(channels, health, subscriptions, instances::leads, clock).recurring());
        lifecycle.start(accounts.missedEvents().recurring());
        lifecycle.start(new Upkeep(handled, new JdbiShoutoutTurns(database)).recurring());
        lifecycle.start(new OtherProcesses(database, elsewhere).recurring());
    }

    private void loadCredentials() {
        try {
            credentials.load();
        } catch (WrongKeyException e) {
            throw StorageModule.wrongKey(config);
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
            StorageModule storage = StorageModule.open(config, lifecycle, database -> {
                if (!Instances.divideWork(config, database)) {
                    lifecycle.start(new OnlyInstance(
                            database.instanceLock(),
                            HttpServer.standingBy(WebModule.settings(config)),
                            announce,
                            replaced));
                }
            });
            Instances instances = Instances.of(config, storage.database());
            Herald herald = new Herald(config, clock, announce, opened, lifecycle, storage, instances);
            herald.startAll();
            herald.announceSetupLink();
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
        return URI.create(config.web().publicUrl() + "/auth/bot?setup=" + setupCode.reveal());
    }

    /** What whoever sets this bot up does next. */
    FirstSteps firstSteps() {
        return new NextSteps(config, this::setupLink, bot, channels, deviceFlow, feed);
    }

    /** Lets somebody see and manage everything from now on; the configuration has to say so for later. */
    void makeAdmin(TwitchUserId id) {
        accounts.admins().add(id);
    }

    public boolean botIsConnected() {
        return bot.isConnected();
    }

    @Override
    public void close() {
        log.info("stopping");
        lifecycle.close();
        log.info("stopped");
    }

    private HelixChatSender chatSender(TwitchModule twitch) {
        return new HelixChatSender(
                twitch.http(),
                config.twitch().endpoints().helix(),
                config.twitch().clientId(),
                credentials,
                appToken,
                appTokenRule,
                bot,
                clock);
    }

    private EventsModule events(StorageModule storage, TwitchModule twitch) {
        return EventsModule.of(new EventsModule.Needs(
                config,
                twitch.http(),
                credentials,
                appToken,
                storage.conduits(),
                new SubscriptionPlanner(
                        bot, channels, credentials, accounts.moderations()::moderatedBy, plugins.scopes()::events),
                subscriptions,
                dispatcher::submit,
                Observers.events(metrics),
                tokenKeeper::validateSoon,
                instances,
                clock));
    }

    private EventDispatcher dispatcher() {
        // First, so that who is no moderator any more has lost the channel before anything else happens there.
        // Then the feed, so that watchers see what came in before what the bot made of it.
        List<EventHandler> handlers =
                new ArrayList<>(List.of(accounts.events(), botModeration, new IncomingEvents(feed)));
        handlers.addAll(features.handlers());
        return new EventDispatcher(
                handlers, handled, Observers.dispatch(metrics), clock, EventDispatcher.Limits.DEFAULT);
    }

    private AuthorizationFlow authorizationFlow(StorageModule storage, TwitchModule twitch) {
        return new AuthorizationFlow(
                config.twitch().clientId(),
                twitch.oauth(),
                twitch.profiles(),
                storage.pending(),
                new ConfiguredAdmission(config, id -> channels.find(id).isPresent()),
                credentials,
                connectionListener(),
                plugins.scopes(),
                clock);
    }

    private ConnectionListener connectionListener() {
        ConnectionListener known = accounts.around(
                new ChatConnections(
                        appToken, appTokenRule, chat, new Connections(bot, channels, reconciler, subscriptions)),
                channels);
        return (purpose, profile) -> {
            known.connected(purpose, profile);
            if (purpose != Purpose.LOGIN) {
                botModeration.lookSoon();
            }
        };
    }

    private HttpServer web(Authorizations authorizations, Optional<SetupServer> opened) {
        Standings standings = new Standings(chat, features.shoutouts().queue());
        return new WebModule(
                        config,
                        accounts,
                        EditableBooks.of(
                                features.commands(),
                                features.timers(),
                                features.settings(),
                                new EditableFeatures(plugins.book(), plugins.scopes()::missing)),
                        new LiveViews(
                                credentials,
                                tokenReports(),
                                health,
                                subscriptions,
                                standings,
                                accounts.audit(),
                                plugins.scopes()),
                        new Disconnection(channels, credentials, reconciler),
                        feed,
                        new LiveOperations(
                                refreshes, credentials, channels, events.connectionsByState(), dispatcher, standings),
                        clock)
                .server(authorizations, setupCode, bot, lifecycle, metrics, opened);
    }

    private TokenReports tokenReports() {
        return new TokenReports(credentials, plugins.scopes(), clock);
    }

    private List<TwitchUserId> connected() {
        return channels.all().stream().map(Channel::id).toList();
    }

    /** What is newly wanted is subscribed to at once. */
    private void featuresChanged(TwitchUserId broadcaster) {
        reconcile(broadcaster);
    }

    private void reconcileAll() {
        var unused = reconciler.requestSoon();
    }

    private void reconcile(TwitchUserId broadcaster) {
        var unused = reconciler.requestSoon(broadcaster);
    }

    private void credentialStateChanged(Credential credential) {
        accounts.logins().credentialStateChanged(credential);
        new PermissionNews(channels, feed, accounts.audit(), instances::leads, clock).stateChanged(credential);
        reconcile(credential.key().userId());
        if (credential.key().purpose() == Purpose.BOT) {
            announceSetupLink();
        }
    }

    private void credentialRenamed(Credential credential) {
        channels.renamed(credential.key().userId(), credential.login());
    }

    private void announceSetupLink() {
        if (!bot.isConnected()) {
            announce.accept("No bot account is connected. Open " + setupLink()
                    + " in a browser that is logged in at Twitch" + " as the bot.");
        }
    }
}
