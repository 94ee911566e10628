package bot.herald.storage;

import bot.herald.subscription.ConduitStore;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;

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
    public boolean save(StoredConduit conduit, Optional<String> instead) {
        return database.jdbi().inTransaction(handle -> {
            boolean saved = (instead.isPresent()
                                    ? handle.createUpdate("""
                                    UPDATE conduit SET id = :id, shard_count = :shards
                                    WHERE client_id = :client AND id IN (:id, :instead)
                                    """).bind("instead", instead.get())
                                    : handle.createUpdate("""
                                    INSERT INTO conduit (client_id, id, shard_count) VALUES (:client, :id, :shards)
                                    ON CONFLICT (client_id) DO UPDATE SET shard_count = excluded.shard_count
                                        WHERE conduit.id = excluded.id
                                    """))
                            .bind("client", clientId)
                            .bind("id", conduit.id())
                            .bind("shards", conduit.shardCount())
                            .execute()
                    > 0;
            if (saved) {
                instead.ifPresent(id -> addFormer(handle, id));
                delete(handle, "former_conduit", conduit.id());
            } else {
                addFormer(handle, conduit.id());
            }
            return saved;
        });
    }

    private void addFormer(Handle handle, String id) {
        handle.createUpdate("INSERT INTO former_conduit (client_id, id) VALUES (:client, :id) ON CONFLICT DO NOTHING")
                .bind("client", clientId)
                .bind("id", id)
                .execute();
    }

    @Override
    public void retire(String conduitId) {
        database.jdbi().useTransaction(handle -> {
            if (delete(handle, "conduit", conduitId) > 0) {
                addFormer(handle, conduitId);
            }
        });
    }

    @Override
    public Set<String> former() {
        return Set.copyOf(database.jdbi()
                .withHandle(handle -> handle.createQuery("SELECT id FROM former_conduit WHERE client_id = :client")
                        .bind("client", clientId)
                        .mapTo(String.class)
                        .list()));
    }

    @Override
    public void forget(String conduitId) {
        database.jdbi().useTransaction(handle -> {
            delete(handle, "conduit", conduitId);
            delete(handle, "former_conduit", conduitId);
        });
    }

    private int delete(Handle handle, String table, String id) {
        return handle.createUpdate("DELETE FROM " + table + " WHERE client_id = :client AND id = :id")
                .bind("client", clientId)
                .bind("id", id)
                .execute();
    }
}
