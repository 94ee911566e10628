package bot.herald.storage;

import bot.herald.identity.Secret;
import bot.herald.security.SigningKeyStore;
import bot.herald.security.SigningKeyStore.SigningKey;
import bot.herald.security.TokenCipher;
import bot.herald.security.WrongKeyException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The keys that sign sessions in the database, each sealed for its id. */
public final class JdbiSigningKeys implements SigningKeyStore {
    private static final Logger log = LoggerFactory.getLogger(JdbiSigningKeys.class);

    private final Database database;
    private final Sealer sealer;

    public JdbiSigningKeys(Database database, TokenCipher cipher) {
        this.database = database;
        this.sealer = new Sealer(database, cipher);
    }

    private record Row(String id, String material, Instant createdAt) {}

    @Override
    public List<SigningKey> all() {
        return database
                .jdbi()
                .withHandle(handle -> handle.select("SELECT id, material, created_at FROM session_key")
                        .map((row, context) -> new Row(
                                row.getString("id"),
                                row.getString("material"),
                                Instant.ofEpochMilli(row.getLong("created_at"))))
                        .list())
                .stream()
                .flatMap(row -> opened(row).stream())
                .toList();
    }

    private Optional<SigningKey> opened(Row row) {
        try {
            String material = sealer.open(row.material(), context(row.id()));
            return Optional.of(new SigningKey(row.id(), new Secret(material), row.createdAt()));
        } catch (WrongKeyException e) {
            log.warn("session key={} cannot be read: those who logged in under it have to log in again", row.id());
            return Optional.empty();
        }
    }

    @Override
    public void add(SigningKey key) {
        database.jdbi()
                .useTransaction(handle -> handle.createUpdate(
                                "INSERT INTO session_key (id, material, created_at) VALUES (:id, :material, :created)")
                        .bind("id", key.id())
                        .bind("material", sealer.seal(handle, key.material().reveal(), context(key.id())))
                        .bind("created", key.createdAt().toEpochMilli())
                        .execute());
    }

    @Override
    public void removeOlderThan(Instant createdAt) {
        database.jdbi()
                .useTransaction(handle -> handle.createUpdate("DELETE FROM session_key WHERE created_at < :created")
                        .bind("created", createdAt.toEpochMilli())
                        .execute());
    }

    private static String context(String id) {
        return SealedColumn.SESSION_KEY.context(id);
    }
}
