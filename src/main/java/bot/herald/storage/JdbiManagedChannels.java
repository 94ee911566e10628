package bot.herald.storage;

import bot.herald.account.ManagedChannelStore;
import bot.herald.account.Moderation;
import bot.herald.identity.TwitchUserId;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/** Who moderates which connected channel, in the database. */
public final class JdbiManagedChannels implements ManagedChannelStore {
    private final Database database;

    public JdbiManagedChannels(Database database) {
        this.database = database;
    }

    @Override
    public Set<TwitchUserId> moderatedBy(TwitchUserId person) {
        // What is older than the channel's connection was true of an earlier one, and nobody kept it true in between.
        return database.jdbi()
                .withHandle(handle -> handle
                        .createQuery("""
                        SELECT m.broadcaster_id
                        FROM managed_channel m JOIN channel c ON c.twitch_user_id = m.broadcaster_id
                        WHERE m.person_id = :id AND m.since >= c.connected_at
                        UNION
                        SELECT e.broadcaster_id
                        FROM moderated_elsewhere e JOIN channel c ON c.twitch_user_id = e.broadcaster_id
                        WHERE e.person_id = :id AND e.since >= c.connected_at - :fresh
                        """)
                        .bind("id", person.value())
                        .bind("fresh", COUNTS_FOR.toMillis())
                        .map((row, context) -> new TwitchUserId(row.getString("broadcaster_id")))
                        .stream()
                        .collect(Collectors.toUnmodifiableSet()));
    }

    @Override
    public boolean add(Moderation moderation, Instant at) {
        // Somebody who never logged in has no row in person; they are asked about at their first login.
        return database.jdbi()
                .inTransaction(handle -> handle.createUpdate("""
                        INSERT INTO managed_channel (person_id, broadcaster_id, since)
                        SELECT p.twitch_user_id, c.twitch_user_id, :since
                        FROM person p, channel c
                        WHERE p.twitch_user_id = :person AND c.twitch_user_id = :broadcaster
                        ON CONFLICT (person_id, broadcaster_id) DO UPDATE SET since = excluded.since
                        WHERE managed_channel.since
                            < (SELECT connected_at FROM channel WHERE twitch_user_id = excluded.broadcaster_id)
                        """)
                                .bind("person", moderation.person().value())
                                .bind("broadcaster", moderation.broadcaster().value())
                                .bind("since", at.toEpochMilli())
                                .execute()
                        == 1);
    }

    @Override
    public boolean remove(Moderation moderation) {
        return database.jdbi()
                .inTransaction(handle -> deleted(handle, "managed_channel", moderation)
                                + deleted(handle, "moderated_elsewhere", moderation)
                        > 0);
    }

    private static int deleted(Handle handle, String table, Moderation moderation) {
        return handle.createUpdate(
                        "DELETE FROM " + table + " WHERE person_id = :person AND broadcaster_id = :broadcaster")
                .bind("person", moderation.person().value())
                .bind("broadcaster", moderation.broadcaster().value())
                .execute();
    }

    @Override
    public void remember(TwitchUserId person, Set<TwitchUserId> notConnected, Instant at) {
        database.jdbi().useTransaction(handle -> {
            handle.createUpdate("DELETE FROM moderated_elsewhere WHERE person_id = :person")
                    .bind("person", person.value())
                    .execute();
            for (TwitchUserId broadcaster : notConnected) {
                handle.createUpdate("""
                        INSERT INTO moderated_elsewhere (person_id, broadcaster_id, since)
                        SELECT twitch_user_id, :broadcaster, :since FROM person WHERE twitch_user_id = :person
                        ON CONFLICT DO NOTHING
                        """)
                        .bind("person", person.value())
                        .bind("broadcaster", broadcaster.value())
                        .bind("since", at.toEpochMilli())
                        .execute();
            }
        });
    }

    @Override
    public Set<TwitchUserId> rememberedModerators(TwitchUserId broadcaster, Instant now) {
        return database.jdbi()
                .withHandle(handle -> handle
                        .createQuery("""
                        SELECT person_id FROM moderated_elsewhere
                        WHERE broadcaster_id = :broadcaster AND since >= :oldest
                        """)
                        .bind("broadcaster", broadcaster.value())
                        .bind("oldest", now.minus(COUNTS_FOR).toEpochMilli())
                        .map((row, context) -> new TwitchUserId(row.getString("person_id")))
                        .stream()
                        .collect(Collectors.toUnmodifiableSet()));
    }

    @Override
    public void forget(TwitchUserId broadcaster) {
        database.jdbi().useTransaction(handle -> {
            for (String table : List.of("managed_channel", "moderated_elsewhere")) {
                handle.createUpdate("DELETE FROM " + table + " WHERE broadcaster_id = :broadcaster")
                        .bind("broadcaster", broadcaster.value())
                        .execute();
            }
        });
    }
}
