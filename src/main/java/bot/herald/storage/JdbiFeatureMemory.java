package bot.herald.storage;

import bot.herald.feature.BotFacilities;
import bot.herald.identity.TwitchUserId;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What features remember, in the database. */
public final class JdbiFeatureMemory implements BotFacilities.Memory {
    private final Database database;

    public JdbiFeatureMemory(Database database) {
        this.database = database;
    }

    @Override
    public Optional<String> recall(TwitchUserId broadcasterId, String feature, String name) {
        return database.jdbi()
                .withHandle(handle -> handle.createQuery("""
                        SELECT value FROM feature_memory
                        WHERE twitch_user_id = :user AND feature = :feature AND name = :name
                        """)
                        .bind("user", broadcasterId.value())
                        .bind("feature", feature)
                        .bind("name", name)
                        .mapTo(String.class)
                        .findOne());
    }

    @Override
    public void remember(TwitchUserId broadcasterId, String feature, String name, String value) {
        database.jdbi()
                .useTransaction(handle -> handle.createUpdate("""
                        INSERT INTO feature_memory (twitch_user_id, feature, name, value)
                        VALUES (:user, :feature, :name, :value)
                        ON CONFLICT (twitch_user_id, feature, name) DO UPDATE SET value = excluded.value
                        """)
                        .bind("user", broadcasterId.value())
                        .bind("feature", feature)
                        .bind("name", name)
                        .bind("value", value)
                        .execute());
    }

    @Override
    public void forget(TwitchUserId broadcasterId, String feature, String name) {
        database.jdbi()
                .useTransaction(handle -> handle.createUpdate("""
                        DELETE FROM feature_memory
                        WHERE twitch_user_id = :user AND feature = :feature AND name = :name
                        """)
                        .bind("user", broadcasterId.value())
                        .bind("feature", feature)
                        .bind("name", name)
                        .execute());
    }

    @Override
    public Set<TwitchUserId> channels(String feature, String name) {
        return database.jdbi()
                .withHandle(handle -> handle.createQuery(
                                "SELECT twitch_user_id FROM feature_memory WHERE feature = :feature AND name = :name")
                        .bind("feature", feature)
                        .bind("name", name)
                        .mapTo(String.class)
                        .map(TwitchUserId::new)
                        .collect(Collectors.toUnmodifiableSet()));
    }

    @Override
    public void purge(TwitchUserId broadcasterId) {
        database.jdbi()
                .useTransaction(handle -> handle.createUpdate("DELETE FROM feature_memory WHERE twitch_user_id = :user")
                        .bind("user", broadcasterId.value())
                        .execute());
    }
}
