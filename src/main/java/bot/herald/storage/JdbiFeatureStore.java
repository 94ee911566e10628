package bot.herald.storage;

import bot.herald.feature.FeatureStore;
import bot.herald.identity.TwitchUserId;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** Settings of features in the database. */
public final class JdbiFeatureStore implements FeatureStore {
    private final Database database;

    public JdbiFeatureStore(Database database) {
        this.database = database;
    }

    @Override
    public Map<String, Stored> load(TwitchUserId broadcasterId) {
        return database.jdbi()
                .withHandle(handle -> handle.createQuery(
                                "SELECT feature, settings, version FROM feature_setting WHERE twitch_user_id = :user")
                        .bind("user", broadcasterId.value())
                        .map((row, context) -> Map.entry(
                                row.getString("feature"),
                                new Stored(row.getString("settings"), row.getLong("version"))))
                        .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue)));
    }

    @Override
    public boolean save(TwitchUserId broadcasterId, String feature, Stored changed) {
        return database.jdbi()
                .inTransaction(handle -> handle.createUpdate(changed.version() == 1 ? """
                        INSERT INTO feature_setting (twitch_user_id, feature, settings, version)
                        VALUES (:user, :feature, :settings, :version) ON CONFLICT DO NOTHING
                        """ : """
                        UPDATE feature_setting SET settings = :settings, version = :version
                        WHERE twitch_user_id = :user AND feature = :feature AND version = :version - 1
                        """)
                                .bind("user", broadcasterId.value())
                                .bind("feature", feature)
                                .bind("settings", changed.settings())
                                .bind("version", changed.version())
                                .execute()
                        == 1);
    }

    @Override
    public Map<TwitchUserId, Map<String, Stored>> loadAll() {
        return database.jdbi().withHandle(handle -> {
            Map<TwitchUserId, Map<String, Stored>> all = new HashMap<>();
            handle.createQuery("SELECT twitch_user_id, feature, settings, version FROM feature_setting")
                    .map((row, context) -> all.computeIfAbsent(
                                    new TwitchUserId(row.getString("twitch_user_id")), id -> new HashMap<>())
                            .put(
                                    row.getString("feature"),
                                    new Stored(row.getString("settings"), row.getLong("version"))))
                    .list();
            return all;
        });
    }

    @Override
    public void purge(TwitchUserId broadcasterId) {
        database.jdbi()
                .useTransaction(
                        handle -> handle.createUpdate("DELETE FROM feature_setting WHERE twitch_user_id = :user")
                                .bind("user", broadcasterId.value())
                                .execute());
    }
}
