package bot.herald.storage;

import bot.herald.account.ManagedChannelStore;
import bot.herald.account.ManagedChannelStore.Moderation;
import bot.herald.identity.TwitchUserId;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Update;

/** Who moderates which connected channel, in the database. */
public final class JdbiManagedChannels implements ManagedChannelStore {
    private final Database database;

    public JdbiManagedChannels(Database database) {
        this.database = database;
    }

    @Override
    public Set<TwitchUserId> moderatedBy(TwitchUserId person, Instant notBefore) {
        // Rights confirmed before the channel was connected belong to an earlier connection and may be out of date.
        return database.jdbi()
                .withHandle(handle -> handle
                        .createQuery("""
                        SELECT m.broadcaster_id
                        FROM managed_channel m JOIN channel c ON c.twitch_user_id = m.broadcaster_id
                        WHERE m.person_id = :id AND m.since >= c.connected_at AND m.confirmed_at >= :oldest
                        UNION
                        SELECT e.broadcaster_id
                        FROM moderated_elsewhere e JOIN channel c ON c.twitch_user_id = e.broadcaster_id
                        WHERE e.person_id = :id AND e.since >= c.connected_at - :fresh AND e.since >= :oldest
                        """)
                        .bind("id", person.value())
                        .bind("oldest", notBefore.toEpochMilli())
                        .bind("fresh", COUNTS_FOR.toMillis())
                        .map((row, context) -> new TwitchUserId(row.getString("broadcaster_id")))
                        .stream()
                        .collect(Collectors.toUnmodifiableSet()));
    }

    @Override
    public Set<TwitchUserId> moderatedByAnybodyLoggedIn(Instant now) {
        return database.jdbi()
                .withHandle(handle -> handle
                        .createQuery("""
                        SELECT DISTINCT m.broadcaster_id
                        FROM managed_channel m JOIN session s ON s.twitch_user_id = m.person_id
                        WHERE s.expires_at > :now
                        """)
                        .bind("now", now.toEpochMilli())
                        .map((row, context) -> new TwitchUserId(row.getString("broadcaster_id")))
                        .stream()
                        .collect(Collectors.toUnmodifiableSet()));
    }

    @Override
    public void doubt(TwitchUserId person) {
        database.jdbi().useTransaction(handle -> {
            handle.createUpdate("UPDATE managed_channel SET confirmed_at = 0 WHERE person_id = :person")
                    .bind("person", person.value())
                    .execute();
            handle.createUpdate("DELETE FROM moderated_elsewhere WHERE person_id = :person")
                    .bind("person", person.value())
                    .execute();
        });
    }

    @Override
    public boolean add(Moderation moderation, Instant at, Instant confirmedAt) {
        return database.jdbi()
                .inTransaction(handle ->
                        !confirmed(handle, moderation, confirmedAt) && added(handle, moderation, at, confirmedAt));
    }

    private static boolean confirmed(Handle handle, Moderation moderation, Instant at) {
        return of(moderation, handle.createUpdate("""
                        UPDATE managed_channel SET confirmed_at = :at
                        WHERE person_id = :person AND broadcaster_id = :broadcaster AND source = :source
                            AND since >= (SELECT connected_at FROM channel WHERE twitch_user_id = :broadcaster)
                        """))
                        .bind("at", at.toEpochMilli())
                        .execute()
                == 1;
    }

    private static boolean added(Handle handle, Moderation moderation, Instant at, Instant confirmedAt) {
        // Somebody who never logged in has no row in person; they are asked about at their first login.
        return of(moderation, handle.createUpdate("""
                        INSERT INTO managed_channel (person_id, broadcaster_id, source, since, confirmed_at)
                        SELECT p.twitch_user_id, c.twitch_user_id, :source, :since, :confirmed
                        FROM person p, channel c
                        WHERE p.twitch_user_id = :person AND c.twitch_user_id = :broadcaster
                        ON CONFLICT (person_id, broadcaster_id, source)
                        DO UPDATE SET since = excluded.since, confirmed_at = excluded.confirmed_at
                        WHERE managed_channel.since
                            < (SELECT connected_at FROM channel WHERE twitch_user_id = excluded.broadcaster_id)
                        """))
                        .bind("since", at.toEpochMilli())
                        .bind("confirmed", confirmedAt.toEpochMilli())
                        .execute()
                == 1;
    }

    private static Update of(Moderation moderation, Update update) {
        return update.bind("person", moderation.person().value())
                .bind("broadcaster", moderation.broadcaster().value())
                .bind("source", moderation.source().text());
    }

    @Override
    public List<Moderation> unconfirmedSince(Instant moment) {
        return database.jdbi()
                .withHandle(handle -> handle.createQuery("""
                        SELECT person_id, broadcaster_id, source FROM managed_channel WHERE confirmed_at < :moment
                        """)
                        .bind("moment", moment.toEpochMilli())
                        .map((row, context) -> new Moderation(
                                new TwitchUserId(row.getString("person_id")),
                                new TwitchUserId(row.getString("broadcaster_id")),
                                Moderation.Source.parse(row.getString("source"))))
                        .list());
    }

    @Override
    public boolean remove(Moderation moderation) {
        return database.jdbi().inTransaction(handle -> {
            int rows = of(moderation, handle.createUpdate("""
                            DELETE FROM managed_channel
                            WHERE person_id = :person AND broadcaster_id = :broadcaster AND source = :source
                            """)).execute();
            if (moderation.source() == Moderation.Source.TWITCH) {
                rows += handle.createUpdate("""
                                DELETE FROM moderated_elsewhere
                                WHERE person_id = :person AND broadcaster_id = :broadcaster
                                """)
                        .bind("person", moderation.person().value())
                        .bind("broadcaster", moderation.broadcaster().value())
                        .execute();
            }
            return rows > 0;
        });
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
    public Map<TwitchUserId, Instant> rememberedModerators(TwitchUserId broadcaster, Instant now) {
        return database.jdbi()
                .withHandle(handle -> handle.createQuery("""
                        SELECT person_id, since FROM moderated_elsewhere
                        WHERE broadcaster_id = :broadcaster AND since >= :oldest
                        """)
                        .bind("broadcaster", broadcaster.value())
                        .bind("oldest", now.minus(COUNTS_FOR).toEpochMilli())
                        .reduceRows(new HashMap<>(), (found, row) -> {
                            found.put(
                                    new TwitchUserId(row.getColumn("person_id", String.class)),
                                    Instant.ofEpochMilli(row.getColumn("since", Long.class)));
                            return found;
                        }));
    }

    @Override
    public void forgetEarlier(TwitchUserId broadcaster) {
        database.jdbi().useTransaction(handle -> {
            handle.createUpdate("""
                            DELETE FROM managed_channel
                            WHERE broadcaster_id = :broadcaster
                                AND since < (SELECT connected_at FROM channel WHERE twitch_user_id = :broadcaster)
                            """).bind("broadcaster", broadcaster.value()).execute();
            handle.createUpdate("DELETE FROM moderated_elsewhere WHERE broadcaster_id = :broadcaster")
                    .bind("broadcaster", broadcaster.value())
                    .execute();
        });
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
