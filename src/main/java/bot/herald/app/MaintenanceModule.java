package bot.herald.app;

import bot.herald.account.AuditLog;
import bot.herald.account.BotNews;
import bot.herald.account.ManagedChannelStore;
import bot.herald.auth.Admission;
import bot.herald.auth.Application;
import bot.herald.auth.AuthorizationFlow;
import bot.herald.auth.AuthorizationStates;
import bot.herald.auth.BotAccount;
import bot.herald.auth.ClientStanding;
import bot.herald.auth.CredentialKey;
import bot.herald.auth.CredentialService;
import bot.herald.auth.CredentialStore;
import bot.herald.auth.DeviceFlow;
import bot.herald.auth.GrantCheck;
import bot.herald.auth.GrantIntake;
import bot.herald.auth.Purpose;
import bot.herald.auth.ScopesInUse;
import bot.herald.auth.TokenReports;
import bot.herald.channel.ChannelCondition;
import bot.herald.channel.ChannelService;
import bot.herald.cluster.Presence;
import bot.herald.config.BotConfig;
import bot.herald.connection.ConfiguredAdmission;
import bot.herald.feature.FeatureCommands;
import bot.herald.feature.SettingsBook;
import bot.herald.feature.command.CommandBook;
import bot.herald.feature.command.CounterBook;
import bot.herald.feature.command.TriggerBook;
import bot.herald.feature.shoutout.ShoutoutScopes;
import bot.herald.feature.timer.TimerBook;
import bot.herald.identity.TwitchUserId;
import bot.herald.lifecycle.Lifecycle;
import bot.herald.maintenance.Maintenance;
import bot.herald.maintenance.OperatorLogins;
import bot.herald.movein.ChannelMoves;
import bot.herald.retry.WakeUps;
import bot.herald.settings.DocumentStore;
import bot.herald.storage.JdbiAuditLog;
import bot.herald.storage.JdbiCounterStore;
import bot.herald.storage.JdbiDocumentStore;
import bot.herald.storage.JdbiLoginPins;
import bot.herald.storage.JdbiManagedChannels;
import bot.herald.storage.JdbiQuoteStore;
import bot.herald.storage.JdbiSilences;
import bot.herald.subscription.SubscriptionStatus;
import bot.herald.web.ChannelConditions;
import bot.herald.web.FeatureDocuments;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;

/** Opens an installation without running its bot. */
public final class MaintenanceModule {
    private MaintenanceModule() {}

    /** @throws bot.herald.lifecycle.StartupException if the database or the key file cannot be used */
    public static Maintenance open(BotConfig config, Clock clock) {
        return open(config, clock, line -> {});
    }

    /**
     * As {@link #open(BotConfig, Clock)}.
     *
     * @param notice receives lines that say what a command is waiting for
     */
    public static Maintenance open(BotConfig config, Clock clock, Consumer<String> notice) {
        Lifecycle lifecycle = new Lifecycle();
        try {
            return build(config, clock, lifecycle, StorageModule.open(config, lifecycle), notice);
        } catch (RuntimeException e) {
            lifecycle.close();
            throw e;
        }
    }

    private static ChannelMoves moves(
            BotConfig config, StorageModule storage, PluginModule plugins, AuditLog audit, Clock clock) {
        DocumentStore documents = new JdbiDocumentStore(storage.database());
        SettingsBook settings = new SettingsBook(documents);
        FeatureCommands brought = plugins.commands(() -> {
            throw new IllegalStateException("no feature runs here");
        });
        CommandBook commands = new CommandBook(
                documents,
                id -> settings.of(id).prefix().orElse(config.bot().commandPrefix()),
                brought::isTaken,
                (id, name) -> settings.of(id).disabledCommands().contains(name),
                config.fetch()::allows);
        return storage.moves(
                new ChannelMoves.Books(
                        commands,
                        new TriggerBook(documents, config.fetch()::allows),
                        new TimerBook(documents),
                        settings,
                        plugins.book(),
                        new FeatureDocuments(plugins.book(), plugins.scopes()::missing, settings::language),
                        new CounterBook(new JdbiCounterStore(storage.database()), commands),
                        new JdbiQuoteStore(storage.database())),
                config,
                audit,
                clock);
    }

    /** @param silenced why the bot cannot write in a channel, as the running bot reported */
    private static BiFunction<TwitchUserId, List<SubscriptionStatus>, ChannelCondition> conditions(
            CredentialService credentials,
            BotAccount bot,
            ScopesInUse scopes,
            PluginModule plugins,
            SettingsBook settings,
            Function<TwitchUserId, Optional<String>> silenced,
            ManagedChannelStore moderations) {
        ChannelConditions conditions = new ChannelConditions(
                credentials,
                bot,
                id -> bot.credential()
                        .map(credential -> credential.login().value())
                        .orElse("the bot"),
                plugins.book(),
                plugins.scopes()::missing,
                settings::of,
                silenced::apply,
                channel -> bot.get()
                        .filter(id -> moderations.moderatedBy(id).contains(channel))
                        .isPresent());
        return (channel, heard) -> conditions.of(
                channel,
                scopes.missing(Purpose.CHANNEL, channel, credentials.scopes(CredentialKey.channel(channel))),
                heard);
    }

    private static Maintenance build(
            BotConfig config, Clock clock, Lifecycle lifecycle, StorageModule storage, Consumer<String> notice) {
        TwitchModule twitch = TwitchModule.of(config, clock);
        CredentialService credentials = new CredentialService(
                DiscordModule.applications(
                        new Application(config.twitch().clientId(), twitch.oauth(), new ClientStanding(clock)),
                        DiscordModule.of(config, clock)),
                storage.credentials(),
                twitch.live(),
                Maintenance.waiting(notice),
                new WakeUps(),
                CredentialStore.COMMAND + UUID.randomUUID(),
                clock);
        ChannelService channels = new ChannelService(storage.channels(), clock);
        BotAccount bot = new BotAccount(credentials);
        // The running bot finds the change in the database.
        PluginModule plugins = PluginModule.of(config, storage.database(), channels, credentials, bot, changed -> {});
        lifecycle.start(plugins.jars());
        plugins.addPlugins();
        SettingsBook settings = new SettingsBook(new JdbiDocumentStore(storage.database()));
        ScopesInUse scopes = new ShoutoutScopes(plugins.scopes(), credentials, id -> false);
        StorageModule.load(credentials, config);
        channels.load();
        JdbiAuditLog audit = new JdbiAuditLog(storage.database());
        JdbiSilences silences = new JdbiSilences(storage.database());
        Function<Admission, AuthorizationFlow> flow = admission -> new AuthorizationFlow(
                twitch.oauth(),
                new AuthorizationStates(storage.pending(), clock),
                scopes,
                new GrantIntake(
                        new GrantCheck(config.twitch().clientId(), twitch.oauth(), twitch.profiles(), admission),
                        storage.replacements(),
                        credentials,
                        new OperatorLogins.Connected(
                                bot, channels, audit, new BotNews(channels::ids, audit, clock), clock),
                        scopes,
                        clock));
        AuthorizationFlow asByABrowser = flow.apply(new ConfiguredAdmission(
                config, id -> channels.find(id).isPresent(), new JdbiLoginPins(storage.database(), clock)));
        OperatorLogins logins = new OperatorLogins(
                // Only the operator can run commands here, and may connect anybody.
                flow.apply((purpose, profile) -> Optional.empty()),
                asByABrowser,
                new DeviceFlow(twitch.devices(), asByABrowser, clock),
                channels);
        return new Maintenance(
                storage.database(),
                storage.keyFile(),
                storage.cipher(),
                storage.sealedTexts(),
                credentials,
                channels,
                new TokenReports(credentials, scopes, clock),
                conditions(
                        credentials,
                        bot,
                        scopes,
                        plugins,
                        settings,
                        channel -> silences.reason(channel, clock.instant().minus(Presence.ALIVE)),
                        new JdbiManagedChannels(storage.database())),
                logins,
                moves(config, storage, plugins, audit, clock),
                audit,
                lifecycle::close,
                clock);
    }
}
