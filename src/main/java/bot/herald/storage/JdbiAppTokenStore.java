package bot.herald.storage;

import bot.herald.auth.AppTokenService.AppTokenStore;
import bot.herald.auth.StoredToken;
import bot.herald.auth.StoredTokenJson;
import bot.herald.security.TokenCipher;
import bot.herald.security.WrongKeyException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The app access token in the database, sealed for its client id. */
public final class JdbiAppTokenStore implements AppTokenStore {
    private static final Logger log = LoggerFactory.getLogger(JdbiAppTokenStore.class);

    private final Database database;
    private final Sealer sealer;
    private final String clientId;

    public JdbiAppTokenStore(Database database, TokenCipher cipher, String clientId) {
        this.database = database;
        this.sealer = new Sealer(database, cipher);
        this.clientId = clientId;
    }

    @Override
    public Optional<StoredToken> load() {
        Optional<String> text = database.jdbi()
                .withHandle(handle -> handle.createQuery("SELECT token FROM app_access_token WHERE client_id = :client")
                        .bind("client", clientId)
                        .mapTo(String.class)
                        .findOne());
        try {
            return text.map(stored -> StoredTokenJson.read(sealer.open(stored, context())));
        } catch (WrongKeyException | IllegalArgumentException e) {
            // Nothing is lost: Twitch gives another one for the asking.
            log.warn(
                    "the stored app access token cannot be read ({})",
                    e.getClass().getSimpleName());
            return Optional.empty();
        }
    }

    @Override
    public void save(StoredToken token) {
        database.jdbi()
                .useTransaction(handle -> handle.createUpdate("INSERT INTO app_access_token (client_id, token)"
                                + " VALUES (:client, :token)"
                                + " ON CONFLICT (client_id) DO UPDATE SET token = excluded.token")
                        .bind("client", clientId)
                        .bind("token", sealer.seal(handle, StoredTokenJson.write(token), context()))
                        .execute());
    }

    private String context() {
        return SealedColumn.APP_TOKEN.context(clientId);
    }
}
