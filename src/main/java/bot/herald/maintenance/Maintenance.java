package bot.herald.maintenance;

import bot.herald.account.Actor;
import bot.herald.account.AuditEntry;
import bot.herald.account.AuditEntry.Action;
import bot.herald.account.AuditLog;
import bot.herald.auth.AccessTokens.Answer;
import bot.herald.auth.Credential;
import bot.herald.auth.CredentialKey;
import bot.herald.auth.CredentialObserver;
import bot.herald.auth.CredentialService;
import bot.herald.auth.TokenReports;
import bot.herald.auth.TokenReports.TokenReport;
import bot.herald.channel.Channel;
import bot.herald.channel.ChannelCondition;
import bot.herald.channel.ChannelService;
import bot.herald.cluster.Presence;
import bot.herald.identity.ProviderFailure;
import bot.herald.identity.TwitchUserId;
import bot.herald.movein.ChannelMoves;
import bot.herald.security.KeyFile;
import bot.herald.security.KeyRotation;
import bot.herald.security.SealedTexts;
import bot.herald.security.TokenCipher;
import bot.herald.storage.Database;
import bot.herald.storage.DatabaseBackup;
import bot.herald.storage.ImportReport;
import bot.herald.storage.JdbiFetchKeys;
import bot.herald.storage.JdbiInstances;
import bot.herald.storage.JdbiPeopleRegister;
import bot.herald.storage.JdbiPeopleRegister.StoredPerson;
import bot.herald.storage.JdbiSubscriptionRecords;
import bot.herald.storage.OlderBotImport;
import bot.herald.subscription.SubscriptionStatus;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.IntConsumer;

/**
 * An installation without its bot: what the command line looks at and changes, alone or beside a running bot, which notices
 * within seconds. Not safe for concurrent use.
 */
public final class Maintenance implements AutoCloseable {
    private static final Duration LAST_CALLS = Duration.ofSeconds(5);

    private final Database database;
    private final KeyFile keyFile;
    private final TokenCipher cipher;
    private final SealedTexts sealedTexts;
    private final CredentialService credentials;
    private final ChannelService channels;
    private final TokenReports reports;
    private final BiFunction<TwitchUserId, List<SubscriptionStatus>, ChannelCondition> conditions;
    private final OperatorLogins logins;
    private final Erasure erasure;
    private final FetchSigning fetchSigning;
    private final ChannelMoves moves;
    private final AuditLog audit;
    private final Runnable end;
    private final Clock clock;

    /**
     * Looks after what is opened already.
     *
     * @param conditions how a channel is doing, from what it hears
     * @param end closes what was opened for this
     */
    public Maintenance(
            Database database,
            KeyFile keyFile,
            TokenCipher cipher,
            SealedTexts sealedTexts,
            CredentialService credentials,
            ChannelService channels,
            TokenReports reports,
            BiFunction<TwitchUserId, List<SubscriptionStatus>, ChannelCondition> conditions,
            OperatorLogins logins,
            ChannelMoves moves,
            AuditLog audit,
            Runnable end,
            Clock clock) {
        this.database = database;
        this.keyFile = keyFile;
        this.cipher = cipher;
        this.sealedTexts = sealedTexts;
        this.credentials = credentials;
        this.channels = channels;
        this.reports = reports;
        this.conditions = conditions;
        this.logins = logins;
        this.erasure = new Erasure(database, cipher, credentials);
        this.fetchSigning = new FetchSigning(new JdbiFetchKeys(database, cipher));
        this.moves = moves;
        this.audit = audit;
        this.end = end;
        this.clock = clock;
    }

    /** There is nobody to tell but who waits before the terminal. */
    public static CredentialObserver waiting(Consumer<String> notice) {
        return new CredentialObserver() {
            @Override
            public void refreshed(CredentialKey key, String outcome) {}

            @Override
            public void usabilityChanged(Credential credential) {}

            @Override
            public void waitingForAnother(CredentialKey key, Duration atMost) {
                notice.accept(key + " another process is refreshing it, waiting up to "
                        + Math.max(1, atMost.toSeconds()) + " s");
            }
        };
    }

    /** How accounts are connected from here. */
    public OperatorLogins logins() {
        return logins;
    }

    public List<TokenReport> tokens() {
        return reports.all();
    }

    /**
     * Gets a new pair from Twitch now, due or not.
     *
     * @return why there is none; empty when there is
     */
    public Optional<ProviderFailure> refresh(CredentialKey key) {
        return credentials.refresh(key) instanceof Answer.Unavailable none
                ? Optional.of(none.failure())
                : Optional.empty();
    }

    /** Asks Twitch about the token; a dead one is refreshed. */
    public void validate(CredentialKey key) {
        credentials.validate(key);
    }

    public Optional<TokenReport> token(CredentialKey key) {
        return credentials.find(key).map(reports::of);
    }

    /** What channels have, in from elsewhere and out. */
    public ChannelMoves moves() {
        return moves;
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
        boolean runs = new JdbiInstances(database).countSince(clock.instant().minus(Presence.ALIVE)) > 0;
        return runs ? Optional.of(new JdbiSubscriptionRecords(database).all()) : Optional.empty();
    }

    /**
     * Whether everything that is switched on in the channel can act, as far as the database tells.
     *
     * @param heard what the running bot says it hears there
     */
    public ChannelCondition condition(TwitchUserId channel, List<SubscriptionStatus> heard) {
        return conditions.apply(channel, heard);
    }

    /** Revokes and erases the channel's token; a running bot deletes what is left of its subscriptions. */
    public void remove(TwitchUserId channel) {
        channels.disconnected(channel);
        credentials.remove(CredentialKey.channel(channel));
        audit.write(new AuditEntry(
                clock.instant(), Action.CHANNEL_DISCONNECTED, channel, Actor.COMMAND_LINE, Optional.empty()));
    }

    /** People who have logged in, by login: with Twitch, then those who came with Discord alone. */
    public List<StoredPerson> people() {
        return new JdbiPeopleRegister(database).all(clock.instant());
    }

    /** Erases what is stored about people and channels. */
    public Erasure erasure() {
        return erasure;
    }

    /** The keys that sign what channels' texts fetch. */
    public FetchSigning fetchSigning() {
        return fetchSigning;
    }

    public boolean isBotAndChannel(TwitchUserId account) {
        return credentials.find(CredentialKey.bot(account)).isPresent()
                && channels.find(account).isPresent();
    }

    /** How many texts are sealed in the database. */
    public int sealedTexts() {
        return sealedTexts.count();
    }

    /**
     * Seals everything under a new key.
     *
     * @param progress takes the number of texts done so far
     */
    public KeyRotation.Result rotateKey(IntConsumer progress) {
        return new KeyRotation(keyFile, sealedTexts).rotate(progress);
    }

    /** Takes an older bot's tokens over. */
    public ImportReport importOlderBot(Path file, OlderBotImport.Mode mode) {
        return new OlderBotImport(database, cipher, clock).run(file, mode);
    }

    /**
     * Copies the database, whole and consistent, also while a bot runs on it.
     *
     * @return the number and fingerprint of the key that opens the copy's tokens; empty when it holds none
     */
    public Optional<String> backup(Path file) {
        Map<Integer, String> fingerprints = keyFile.fingerprints();
        OptionalInt key =
                new DatabaseBackup(database).write(file, number -> fingerprints.getOrDefault(number, "unknown"));
        return key.isPresent()
                ? Optional.of("key " + Integer.toUnsignedString(key.getAsInt()) + ", fingerprint "
                        + fingerprints.getOrDefault(key.getAsInt(), "unknown"))
                : Optional.empty();
    }

    @Override
    public void close() {
        credentials.close(LAST_CALLS);
        end.run();
    }
}
