package bot.herald.storage;

import bot.herald.feature.command.LastSeen;
import bot.herald.identity.TwitchUserId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.statement.PreparedBatch;

/** When people last wrote, in the database. */
public final class JdbiLastSeen implements LastSeen.Store {
    private final Database database;

    public JdbiLastSeen(Database database) {
        this.database = database;
    }

    @Override
    public void saw(List<LastSeen.Sighting> sightings) {
        database.jdbi().useTransaction(handle -> {
            try (PreparedBatch batch = handle.prepareBatch("""
                    INSERT INTO last_seen (twitch_user_id, viewer_id, viewer_login, seen_at)
                    VALUES (:channel, :viewer, :login, :at)
                    ON CONFLICT (twitch_user_id, viewer_id) DO UPDATE SET
                        viewer_login = excluded.viewer_login, seen_at = excluded.seen_at
                    WHERE excluded.seen_at > last_seen.seen_at
                    """)) {
                for (LastSeen.Sighting one : sightings) {
                    batch.bind("channel", one.channel().value())
                            .bind("viewer", one.viewer().value())
                            .bind("login", one.login())
                            .bind("at", one.at().toEpochMilli())
                            .add();
                }
                batch.execute();
            }
        });
    }

    @Override
    public Optional<Instant> find(TwitchUserId channel, String login) {
        return database.jdbi()
                .withHandle(handle -> handle.createQuery("SELECT seen_at FROM last_seen"
                                + " WHERE twitch_user_id = :channel AND viewer_login = :login"
                                + " ORDER BY seen_at DESC LIMIT 1")
                        .bind("channel", channel.value())
                        .bind("login", login)
                        .mapTo(Long.class)
                        .findOne()
                        .map(Instant::ofEpochMilli));
    }

    @Override
    public List<TwitchUserId> channels() {
        return database.jdbi()
                .withHandle(handle -> handle.createQuery("SELECT DISTINCT twitch_user_id FROM last_seen")
                        .mapTo(String.class)
                        .map(TwitchUserId::new)
                        .list());
    }

    @Override
    public void forget(TwitchUserId channel) {
        database.jdbi()
                .useTransaction(handle -> handle.createUpdate("DELETE FROM last_seen WHERE twitch_user_id = :channel")
                        .bind("channel", channel.value())
                        .execute());
    }

    @Override
    public void forgetBefore(Instant at) {
        database.jdbi()
                .useTransaction(handle -> handle.createUpdate("DELETE FROM last_seen WHERE seen_at < :at")
                        .bind("at", at.toEpochMilli())
                        .execute());
    }
}
