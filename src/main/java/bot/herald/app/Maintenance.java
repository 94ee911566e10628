package bot.herald.app;

import bot.herald.account.Actor;
import bot.herald.account.AuditEntry;
import bot.herald.account.AuditEntry.Action;
import bot.herald.account.BotNews;
import bot.herald.auth.AccessTokens.Answer;
import bot.herald.auth.Admission;
import bot.herald.auth.AuthorizationFlow;
import bot.herald.auth.AuthorizationRequest;
import bot.herald.auth.BotAccount;
import bot.herald.auth.ClientStanding;
import bot.herald.auth.Completion;
import bot.herald.auth.ConnectionListener;
import bot.herald.auth.Credential;
import bot.herald.auth.CredentialKey;
import bot.herald.auth.CredentialService;
import bot.herald.auth.CredentialState;
import bot.herald.auth.CredentialStore;
import bot.herald.auth.DeviceFlow;
import bot.herald.auth.Purpose;
import bot.herald.auth.TokenReport;
import bot.herald.auth.TokenReports;
import bot.herald.channel.Channel;
import bot.herald.channel.ChannelService;
import bot.herald.cluster.Presence;
import bot.herald.config.BotConfig;
import bot.herald.connection.ConfiguredAdmission;
import bot.herald.identity.Secret;
import bot.herald.identity.TwitchFailure;
import bot.herald.identity.TwitchProfile;
import bot.herald.identity.TwitchUserId;
import bot.herald.lifecycle.Lifecycle;
import bot.herald.metrics.Observers;
import bot.herald.retry.WakeUps;
import bot.herald.security.KeyRotation;
import bot.herald.storage.DatabaseBackup;
import bot.herald.storage.ImportReport;
import bot.herald.storage.JdbiAuditLog;
import bot.herald.storage.JdbiChannelSettings;
import bot.herald.storage.JdbiCommandStore;
import bot.herald.storage.JdbiFeatureMemory;
import bot.herald.storage.JdbiInstances;
import bot.herald.storage.JdbiLoginPins;
import bot.herald.storage.JdbiPeopleRegister;
import bot.herald.storage.JdbiQuoteStore;
import bot.herald.storage.JdbiSubscriptionRecords;
import bot.herald.storage.JdbiTimerStore;
import bot.herald.storage.OlderBotImport;
import bot.herald.storage.StoredPerson;
import bot.herald.subscription.SubscriptionStatus;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import java.util.function.IntConsumer;

/**
 * An installation without its bot: what the command line looks at and changes, alone or beside a running bot, which notices
 * within seconds. Not safe for concurrent use.
 */
public final class Maintenance implements AutoCloseable {
    private static final Duration LAST_CALLS = Duration.ofSeconds(5);

    private final BotConfig config;
    private final Clock clock;
    private final Lifecycle lifecycle;
    private final StorageModule storage;
    private final TwitchModule twitch;
    private final CredentialService credentials;
    private final ChannelService channels;
    private final PluginModule plugins;
    private final TokenReports reports;

    private Maintenance(
            BotConfig config, Clock clock, Lifecycle lifecycle, StorageModule storage, Consumer<String> notice) {
        this.config = config;
        this.clock = clock;
        this.lifecycle = lifecycle;
        this.storage = storage;
        this.twitch = TwitchModule.of(config, clock);
        this.credentials = new CredentialService(
                config.twitch().clientId(),
                storage.credentials(),
                twitch.oauth(),
                twitch.live(),
                Observers.waiting(notice),
                new ClientStanding(clock),
                new WakeUps(),
                CredentialStore.COMMAND + UUID.randomUUID(),
                clock);
        this.channels = new ChannelService(storage.channels(), clock);
        this.plugins = PluginModule.of(
                config,
                storage.database(),
                channels,
                credentials,
                new BotAccount(credentials),
                Maintenance::unheard,
                id -> false);
        lifecycle.start(plugins.jars());
        plugins.addPlugins();
        this.reports = new TokenReports(credentials, plugins.scopes(), clock);
    }

    /** Whoever runs the bot finds the change in the database. */
    private static void unheard(TwitchUserId channel) {}

    /** @throws bot.herald.lifecycle.StartupException if the database or the key file cannot be used */
    public static Maintenance open(BotConfig config, Clock clock) {
        return open(config, clock, line -> {});
    }

    /**
     * As {@link #open(BotConfig, Clock)}.
     *
     * @param notice takes lines that say what a command waits for
     */
    public static Maintenance open(BotConfig config, Clock clock, Consumer<String> notice) {
        Lifecycle lifecycle = new Lifecycle();
        try {
            Maintenance opened =
                    new Maintenance(config, clock, lifecycle, StorageModule.open(config, lifecycle), notice);
            opened.load();
            return opened;
        } catch (RuntimeException e) {
            lifecycle.close();
            throw e;
        }
    }

    private void load() {
        StorageModule.load(credentials, config);
        channels.load();
    }

    public List<TokenReport> tokens() {
        return reports.all();
    }

    /**
     * Gets a new pair from Twitch now, due or not.
     *
     * @return why there is none; empty when there is
     */
    public Optional<TwitchFailure> refresh(CredentialKey key) {
        return credentials.renew(key) instanceof Answer.Unavailable none
                ? Optional.of(none.failure())
                : Optional.empty();
    }

    /** Asks Twitch about the token; a dead one is refreshed. */
    public void validate(CredentialKey key) {
        CredentialState unused = credentials.validate(key);
    }

    public Optional<TokenReport> token(CredentialKey key) {
        return credentials.find(key).map(reports::of);
    }

    /** Connected channels, by login. */
    public List<Channel> channels() {
        return channels.all().stream()
                .sorted((a, b) -> a.profile()
                        .login()
                        .value()
                        .compareTo(b.profile().login().value()))
                .toList();
    }

    /** What each channel hears, by the word of the running bot; empty when none runs on this database. */
    public Optional<Map<TwitchUserId, List<SubscriptionStatus>>> heard() {
        boolean runs =
                new JdbiInstances(storage.database()).countSince(clock.instant().minus(Presence.ALIVE)) > 0;
        return runs ? Optional.of(new JdbiSubscriptionRecords(storage.database()).all()) : Optional.empty();
    }

    /** Revokes and erases the channel's token; a running bot deletes what is left of its subscriptions. */
    public void remove(TwitchUserId channel) {
        channels.disconnected(channel);
        credentials.remove(CredentialKey.channel(channel));
        write(Action.CHANNEL_DISCONNECTED, channel);
    }

    private void write(Action action, TwitchUserId channel) {
        new JdbiAuditLog(storage.database())
                .write(new AuditEntry(clock.instant(), action, channel, Actor.COMMAND_LINE, Optional.empty()));
    }

    /** People who have logged in, by login. */
    public List<StoredPerson> people() {
        return new JdbiPeopleRegister(storage.database()).all(clock.instant());
    }

    /**
     * Revokes the person's login at Twitch and erases all that is stored about them, but not a channel of theirs.
     *
     * @return whether there was anything
     */
    public boolean removePerson(TwitchUserId person) {
        CredentialKey login = new CredentialKey(person, Purpose.LOGIN);
        boolean loggedIn = credentials.find(login).isPresent();
        // No account of Twitch's has a number that begins with 0.
        TwitchUserId pseudonym =
                new TwitchUserId("0" + ThreadLocalRandom.current().nextLong(1_000_000_000_000L, 10_000_000_000_000L));
        // First, so that nobody can come back with a session while Twitch is asked.
        int rows = new JdbiPeopleRegister(storage.database()).erase(person, pseudonym);
        if (loggedIn) {
            credentials.remove(login);
        }
        return loggedIn || rows > 0;
    }

    /** Erases a channel's settings, commands, timers, quotes, log and all that features keep of it, whether it is connected or not. */
    public void purge(TwitchUserId channel) {
        new JdbiChannelSettings(storage.database()).purge(channel);
        new JdbiCommandStore(storage.database()).purge(channel);
        new JdbiTimerStore(storage.database()).purge(channel);
        new JdbiQuoteStore(storage.database()).purge(channel);
        new JdbiPeopleRegister(storage.database()).forgetChannel(channel);
        plugins.book().purge(channel);
        new JdbiFeatureMemory(storage.database()).purge(channel);
    }

    /** Connects a channel with a token got elsewhere, after Twitch has said whose it is. */
    public Completion importChannel(Optional<Secret> accessToken, Optional<Secret> refreshToken) {
        // Whoever may run commands here is the operator, and may connect whom he likes.
        return authorizations((purpose, profile) -> Optional.empty()).adopt(Purpose.CHANNEL, accessToken, refreshToken);
    }

    /**
     * Asks Twitch for a code that a person types there; whoever that is must be admitted, as by a browser.
     *
     * @param account who has to agree, and so what is asked for; if empty, anybody may, and it is asked for what the connected
     *     channel needs where there is one only
     */
    public DeviceFlow.Begun beginDeviceLogin(Purpose purpose, Optional<TwitchUserId> account) {
        ConfiguredAdmission admission = new ConfiguredAdmission(
                config, id -> channels.find(id).isPresent(), new JdbiLoginPins(storage.database(), clock));
        Optional<TwitchUserId> likely =
                account.or(() -> purpose == Purpose.CHANNEL ? channels.only().map(Channel::id) : Optional.empty());
        AuthorizationRequest request =
                AuthorizationRequest.of(purpose, likely).otherBot(AuthorizationRequest.OtherBot.CONFIRM);
        return new DeviceFlow(twitch.devices(), authorizations(admission), clock)
                .begin(account.map(request::expecting).orElse(request));
    }

    public boolean isBotAndChannel(TwitchUserId account) {
        return credentials.find(CredentialKey.bot(account)).isPresent()
                && channels.find(account).isPresent();
    }

    /** Gives the bot the account that waits for it, after the operator has seen both names. */
    public Completion confirmBot(Completion.Replacing replacing) {
        ConfiguredAdmission admission = new ConfiguredAdmission(
                config, id -> channels.find(id).isPresent(), new JdbiLoginPins(storage.database(), clock));
        return authorizations(admission).confirmBot(replacing.id(), List.of(replacing.id()), Optional.empty());
    }

    private AuthorizationFlow authorizations(Admission admission) {
        return new AuthorizationFlow(
                config.twitch().clientId(),
                twitch.oauth(),
                twitch.profiles(),
                storage.pending(),
                storage.replacements(),
                admission,
                credentials,
                new ConnectionListener() {
                    @Override
                    public void connected(Purpose purpose, TwitchProfile profile) {
                        Maintenance.this.connected(purpose, profile);
                    }

                    @Override
                    public void botReplaced(Credential old, TwitchProfile now, Optional<TwitchUserId> by) {
                        new BotNews(channels::ids, new JdbiAuditLog(storage.database()), clock)
                                .replaced(old.login(), now.id(), now.login(), by);
                    }
                },
                plugins.scopes(),
                clock);
    }

    private void connected(Purpose purpose, TwitchProfile profile) {
        if (purpose == Purpose.BOT) {
            new BotAccount(credentials).replaceBy(profile.id());
        } else {
            channels.connected(profile);
            write(Action.CHANNEL_CONNECTED, profile.id());
        }
    }

    /** How many texts are sealed in the database. */
    public int sealedTexts() {
        return storage.sealedTexts().count();
    }

    /**
     * Seals everything under a new key.
     *
     * @param progress takes the number of texts done so far
     */
    public KeyRotation.Result rotateKey(IntConsumer progress) {
        return new KeyRotation(storage.keyFile(), storage.sealedTexts()).rotate(progress);
    }

    /** Takes an older bot's tokens over. */
    public ImportReport importOlderBot(Path file, OlderBotImport.Mode mode) {
        return new OlderBotImport(storage.database(), storage.cipher(), clock).run(file, mode);
    }

    /**
     * Copies the database, whole and consistent, also while a bot runs on it.
     *
     * @return the number and fingerprint of the key that opens the copy's tokens; empty when it holds none
     */
    public Optional<String> backup(Path file) {
        Map<Integer, String> fingerprints = storage.keyFile().fingerprints();
        OptionalInt key = new DatabaseBackup(storage.database())
                .write(file, number -> fingerprints.getOrDefault(number, "unknown"));
        return key.isPresent()
                ? Optional.of("key " + Integer.toUnsignedString(key.getAsInt()) + ", fingerprint "
                        + fingerprints.getOrDefault(key.getAsInt(), "unknown"))
                : Optional.empty();
    }

    @Override
    public void close() {
        credentials.end(LAST_CALLS);
        lifecycle.close();
    }
}
