package bot.herald.storage;

import bot.herald.subscription.ConduitStore;
import java.util.Optional;

/** The client id's conduit in the database. Safe for concurrent use. */
public final class JdbiConduitStore implements ConduitStore {
    private final Database database;
    private final String clientId;

    /** @param clientId whose conduits these are; another application's are not touched */
    public JdbiConduitStore(Database database, String clientId) {
        this.database = database;
        this.clientId = clientId;
    }

    @Override
    public Optional<StoredConduit> find() {
        return database.jdbi()
                .withHandle(handle -> handle.createQuery(
                                "SELECT id, shard_count FROM conduit WHERE client_id = :client")
                        .bind("client", clientId)
                        .map((row, context) -> new StoredConduit(row.getString("id"), row.getInt("shard_count")))
                        .findOne());
    }

    @Override
    public void save(StoredConduit conduit) {
        database.jdbi()
                .useTransaction(handle -> handle.createUpdate("""
                        INSERT INTO conduit (client_id, id, shard_count) VALUES (:client, :id, :shards)
                        ON CONFLICT (client_id) DO UPDATE SET id = excluded.id, shard_count = excluded.shard_count
                        """)
                        .bind("client", clientId)
                        .bind("id", conduit.id())
                        .bind("shards", conduit.shardCount())
                        .execute());
    }

    @Override
    public void forget(String conduitId) {
        database.jdbi()
                .useTransaction(
                        handle -> handle.createUpdate("DELETE FROM conduit WHERE client_id = :client AND id = :id")
                                .bind("client", clientId)
                                .bind("id", conduitId)
                                .execute());
    }
}
