package bot.herald.testing;

import bot.herald.auth.AppTokenStore;
import bot.herald.auth.CredentialStore;
import bot.herald.security.KeyFile;
import bot.herald.security.TokenCipher;
import bot.herald.storage.Database;
import bot.herald.storage.JdbiAppTokenStore;
import bot.herald.storage.JdbiCredentialStore;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

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
        return new JdbiCredentialStore(database, cipher());
    }

    public AppTokenStore appToken() {
        return new JdbiAppTokenStore(database, cipher(), StrictOAuth.CLIENT_ID);
    }

    public KeyFile keyFile() {
        KeyFile key = new KeyFile(folder.resolve("herald.key"));
        key.createIfMissing();
        return key;
    }

    public TokenCipher cipher() {
        return keyFile().cipher();
    }

    /** Changes the database behind the bot's back. */
    public void execute(String sql) {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("herald.db"));
                Statement statement = connection.createStatement()) {
            statement.executeUpdate(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        database.close();
    }
}
