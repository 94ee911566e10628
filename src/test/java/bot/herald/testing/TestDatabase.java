package bot.herald.testing;

import bot.herald.auth.CredentialStore;
import bot.herald.security.KeyFile;
import bot.herald.storage.Database;
import bot.herald.storage.JdbiCredentialStore;
import java.nio.file.Path;

/** A real SQLite file in a temporary folder, opened as the bot opens it. */
public final class TestDatabase implements AutoCloseable {
    private final Path folder;
    private final Database database;

    public TestDatabase(Path folder) {
        this.folder = folder;
        this.database = new Database("jdbc:sqlite:" + folder.resolve("herald.db"));
        database.start();
    }

    public Database database() {
        return database;
    }

    public CredentialStore credentials() {
        KeyFile key = new KeyFile(folder.resolve("herald.key"));
        key.createIfMissing();
        return new JdbiCredentialStore(database, key.cipher());
    }

    @Override
    public void close() {
        database.close();
    }
}
