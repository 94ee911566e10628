package bot.herald.app;

import bot.herald.auth.CredentialStore;
import bot.herald.auth.PendingAuthorizations;
import bot.herald.channel.ChannelStore;
import bot.herald.config.BotConfig;
import bot.herald.lifecycle.StartupException;
import bot.herald.security.KeyFile;
import bot.herald.storage.Database;
import bot.herald.storage.JdbiChannelStore;
import bot.herald.storage.JdbiCredentialStore;
import bot.herald.storage.JdbiPendingAuthorizations;

/** What is on disk: the database, and the key that seals its tokens. */
record StorageModule(
        Database database, CredentialStore credentials, ChannelStore channels, PendingAuthorizations pending) {
    static StorageModule open(BotConfig config, Lifecycle lifecycle) {
        Database database = lifecycle.start(new Database(config.database().url()));
        KeyFile key = new KeyFile(config.security().keyFile());
        if (!key.exists() && JdbiCredentialStore.hasTokens(database)) {
            throw new StartupException("the key file " + config.security().keyFile()
                    + " is missing, and the database holds tokens that only it can open: restore it from a backup. A new"
                    + " key would lose every connection; if the old one is gone for good, move the database away too"
                    + " and connect again.");
        }
        key.createIfMissing();
        return new StorageModule(
                database,
                new JdbiCredentialStore(database, key.cipher()),
                new JdbiChannelStore(database),
                new JdbiPendingAuthorizations(database));
    }
}
