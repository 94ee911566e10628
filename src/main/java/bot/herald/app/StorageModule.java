package bot.herald.app;

import bot.herald.account.AuditLog;
import bot.herald.auth.AppTokenService.AppTokenStore;
import bot.herald.auth.BotReplacements;
import bot.herald.auth.CredentialService;
import bot.herald.auth.CredentialStore;
import bot.herald.auth.PendingAuthorizations;
import bot.herald.channel.ChannelStore;
import bot.herald.config.BotConfig;
import bot.herald.config.SecurityConfig;
import bot.herald.config.SecurityConfig.KeyFileMode;
import bot.herald.lifecycle.Lifecycle;
import bot.herald.lifecycle.StartupException;
import bot.herald.movein.ChannelMoves;
import bot.herald.movein.PhantomBotReader;
import bot.herald.security.KeyFile;
import bot.herald.security.SealedTexts;
import bot.herald.security.SigningKeyStore;
import bot.herald.security.TokenCipher;
import bot.herald.security.WrongKeyException;
import bot.herald.storage.Database;
import bot.herald.storage.ForeignTables;
import bot.herald.storage.JdbiAppTokenStore;
import bot.herald.storage.JdbiBotReplacements;
import bot.herald.storage.JdbiChannelStore;
import bot.herald.storage.JdbiConduitStore;
import bot.herald.storage.JdbiCredentialStore;
import bot.herald.storage.JdbiPendingAuthorizations;
import bot.herald.storage.JdbiSealedTexts;
import bot.herald.storage.JdbiSigningKeys;
import bot.herald.storage.SqliteFile;
import bot.herald.subscription.ConduitStore;
import java.nio.file.Files;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is on disk: the database, and the key that encrypts its tokens. */
record StorageModule(
        Database database,
        CredentialStore credentials,
        AppTokenStore appToken,
        ChannelStore channels,
        PendingAuthorizations pending,
        BotReplacements replacements,
        SigningKeyStore signingKeys,
        ConduitStore conduits,
        KeyFile keyFile,
        TokenCipher cipher,
        SealedTexts sealedTexts) {
    private static final Logger log = LoggerFactory.getLogger(StorageModule.class);

    static StorageModule open(BotConfig config, Lifecycle lifecycle) {
        return open(config, lifecycle, database -> {});
    }

    /** @param first called with the started database before anything in it or the key file is read; may block */
    static StorageModule open(BotConfig config, Lifecycle lifecycle, Consumer<Database> first) {
        KeyFile key = keyFile(config.security());
        Optional<SqliteFile> file = SqliteFile.of(config.database().url());
        file.ifPresent(one -> {
            boolean keyFileExists = key.exists() && !key.isGiven();
            one.requirePresent(keyFileExists ? Optional.of(config.security().keyFile()) : Optional.empty());
            if (key.isGiven() && Files.notExists(one.path())) {
                log.warn(
                        "there is no database at {}: Herald starts with an empty one. If there was one, stop Herald, put it"
                                + " or a backup there, and start again",
                        one.path());
            }
        });
        Database database = lifecycle.start(database(config));
        first.accept(database);
        if (!key.exists() && JdbiCredentialStore.hasTokens(database)) {
            throw new StartupException("the key file " + config.security().keyFile()
                    + " is missing, and the database holds tokens that only it can open: restore it from a backup. A new"
                    + " key would lose every connection; if the old one is gone for good, move the database away too"
                    + " and connect again.");
        }
        key.createIfMissing();
        TokenCipher cipher = key.cipher();
        SealedTexts sealedTexts = new JdbiSealedTexts(database, cipher);
        if (sealedTexts.sealingKey().isPresent()
                && !cipher.knows(sealedTexts.sealingKey().getAsInt())) {
            throw wrongKey(config);
        }
        return new StorageModule(
                database,
                new JdbiCredentialStore(database, cipher),
                new JdbiAppTokenStore(database, cipher, config.twitch().clientId()),
                new JdbiChannelStore(database),
                new JdbiPendingAuthorizations(database),
                new JdbiBotReplacements(database, cipher),
                new JdbiSigningKeys(database, cipher),
                new JdbiConduitStore(database, config.twitch().clientId()),
                key,
                cipher,
                sealedTexts);
    }

    static KeyFile keyFile(SecurityConfig config) {
        return new KeyFile(config.keyFile(), config.keyFileMode() == KeyFileMode.IGNORE, config.key());
    }

    /** Not yet started. */
    private static Database database(BotConfig config) {
        return new Database(
                config.database().url(),
                config.database().user(),
                config.database().password());
    }

    /**
     * Loads every stored credential.
     *
     * @throws StartupException if they were encrypted with another key
     */
    static void load(CredentialService credentials, BotConfig config) {
        try {
            credentials.load();
        } catch (WrongKeyException e) {
            throw wrongKey(config);
        }
    }

    /** Imports commands from other bots, for the running bot and the terminal. */
    ChannelMoves moves(ChannelMoves.Books books, BotConfig config, AuditLog audit, Clock clock) {
        return ChannelMoves.of(
                books,
                config,
                database::together,
                file -> ForeignTables.read(file, PhantomBotReader.TABLES),
                audit,
                clock);
    }

    private static StartupException wrongKey(BotConfig config) {
        return new StartupException(
                (config.security().key().isPresent()
                                ? SecurityConfig.KEY_VARIABLE
                                : "the key file " + config.security().keyFile())
                        + " is not the one that sealed the tokens in this database: if another Herald runs on it, copy it from there;"
                        + " else restore the right one from a backup, or move the database away and connect every account again");
    }
}
