package bot.herald.testing;

import bot.herald.auth.AppTokenService.AppTokenStore;
import bot.herald.auth.CredentialStore;
import bot.herald.security.KeyFile;
import bot.herald.security.TokenCipher;
import bot.herald.storage.Database;
import bot.herald.storage.JdbiAppTokenStore;
import bot.herald.storage.JdbiCredentialStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A real database, opened as the bot opens it: a SQLite file in a temporary folder, or a database of its own on a real
 * PostgreSQL. The same folder is the same database.
 */
public final class TestDatabase implements AutoCloseable {
    private static final Map<Path, String> POSTGRES = new ConcurrentHashMap<>();

    private final Path folder;
    private final String url;
    private final Database database;

    public TestDatabase(Path folder) {
        this(folder, DatabaseKind.usual());
    }

    public TestDatabase(Path folder, DatabaseKind kind) {
        this.folder = folder;
        this.url = url(folder, kind);
        if (kind == DatabaseKind.SQLITE) {
            SqliteTemplate.copyTo(folder.resolve("herald.db"));
        }
        this.database = new Database(url);
        database.start();
    }

    /** The address of the folder's database, for whoever opens it from elsewhere. */
    public static String url(Path folder, DatabaseKind kind) {
        return kind == DatabaseKind.SQLITE
                ? "jdbc:sqlite:" + folder.resolve("herald.db")
                : POSTGRES.computeIfAbsent(folder, none -> PostgresServer.newDatabase());
    }

    public String url() {
        return url;
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
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            statement.executeUpdate(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Everything that is stored, as whoever gets at the files or at a dump sees it. */
    public String contents() {
        return url.startsWith("jdbc:sqlite:") ? files() : dump();
    }

    private String files() {
        try {
            StringBuilder all = new StringBuilder();
            for (String name : List.of("herald.db", "herald.db-wal")) {
                all.append(Files.readString(folder.resolve(name), StandardCharsets.ISO_8859_1));
            }
            return all.toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String dump() {
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT database_to_xml(false, false, '')")) {
            rows.next();
            return rows.getString(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        database.close();
    }

    /** A database at the newest schema, made once: to copy it costs a fraction of all migrations, which have tests of their own. */
    private static final class SqliteTemplate {
        private static final byte[] FILE = make();

        private static byte[] make() {
            try {
                Path folder = Files.createTempDirectory("template");
                Path file = folder.resolve("herald.db");
                Database made = new Database("jdbc:sqlite:" + file);
                made.start();
                made.close();
                byte[] all = Files.readAllBytes(file);
                Files.delete(file);
                Files.delete(folder);
                return all;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        /** Leaves a database alone that is there. */
        static void copyTo(Path file) {
            if (Files.exists(file)) {
                return;
            }
            try {
                // Only for its owner, as Herald makes it.
                Path own = Files.createFile(
                        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
                Files.write(own, FILE);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
