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
 * Gives the command line access to an installation. A bot that is running on the same database notices changes within seconds.
 * Not safe for concurrent use.
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
     * @param conditions computes a channel's health from its subscriptions
     * @param end closes everything that was opened for this
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

    /** Tells nobody, since the person at the terminal sees the result. */
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

    /** Connects accounts from the command line. */
    public OperatorLogins logins() {
        return logins;
    }

    public List<TokenReport> tokens() {
        return reports.all();
    }

    /**
     * Refreshes the token now, whether or not it is due.
     *
     * @return why that failed; empty if it succeeded
     */
    public Optional<ProviderFailure> refresh(CredentialKey key) {
        return credentials.refresh(key) instanceof Answer.Unavailable none
                ? Optional.of(none.failure())
                : Optional.empty();
    }

    /** Validates the token with Twitch, and refreshes it if it is invalid. */
    public void validate(CredentialKey key) {
        credentials.validate(key);
    }

    public Optional<TokenReport> token(CredentialKey key) {
        return credentials.find(key).map(reports::of);
    }

    /** Imports and exports what channels have. */
    public ChannelMoves moves() {
        return moves;
    }

    /** Connected channels, sorted by login. */
    public List<Channel> channels() {
        return channels.all().stream()
                .sorted((a, b) -> a.profile()
                        .login()
                        .value()
                        .compareTo(b.profile().login().value()))
                .toList();
    }

    /** The subscriptions of each channel, as the running bot recorded them; empty if no bot is running on this database. */
    public Optional<Map<TwitchUserId, List<SubscriptionStatus>>> heard() {
        boolean runs = new JdbiInstances(database).isAnyAlive(clock.instant().minus(Presence.ALIVE));
        return runs ? Optional.of(new JdbiSubscriptionRecords(database).all()) : Optional.empty();
    }

    /**
     * Whether every enabled feature of the channel can work, as far as the database shows.
     *
     * @param heard the subscriptions that the running bot recorded
     */
    public ChannelCondition condition(TwitchUserId channel, List<SubscriptionStatus> heard) {
        return conditions.apply(channel, heard);
    }

    /** Revokes and erases the channel's token; a running bot deletes its remaining subscriptions. */
    public void remove(TwitchUserId channel) {
        channels.disconnected(channel);
        credentials.remove(CredentialKey.channel(channel));
        audit.write(new AuditEntry(
                clock.instant(), Action.CHANNEL_DISCONNECTED, channel, Actor.COMMAND_LINE, Optional.empty()));
    }

    /** People who have logged in, sorted by login: those with a Twitch account, then those with Discord alone. */
    public List<StoredPerson> people() {
        return new JdbiPeopleRegister(database).all(clock.instant());
    }

    /** Erases what is stored about people and channels. */
    public Erasure erasure() {
        return erasure;
    }

    /** The keys that sign the requests of channels' texts. */
    public FetchSigning fetchSigning() {
        return fetchSigning;
    }

    public boolean isBotAndChannel(TwitchUserId account) {
        return credentials.find(CredentialKey.bot(account)).isPresent()
                && channels.find(account).isPresent();
    }

    /** The number of encrypted texts in the database. */
    public int sealedTexts() {
        return sealedTexts.count();
    }

    /**
     * Encrypts everything with a new key.
     *
     * @param progress is told the number of texts done so far
     */
    public KeyRotation.Result rotateKey(IntConsumer progress) {
        return new KeyRotation(keyFile, sealedTexts).rotate(progress);
    }

    /** Imports an older bot's tokens. */
    public ImportReport importOlderBot(Path file, OlderBotImport.Mode mode) {
        return new OlderBotImport(database, cipher, clock).run(file, mode);
    }

    /**
     * Copies the database consistently, even while a bot is running on it.
     *
     * @return the number and fingerprint of the key that opens the copy's tokens; empty if it holds none
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
