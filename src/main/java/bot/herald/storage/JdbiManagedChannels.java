package bot.herald.storage;

import bot.herald.account.ManagedChannelStore;
import bot.herald.account.Moderation;
import bot.herald.identity.TwitchUserId;
import java.time.Instant;
import java.util.Set;
import java.util.stream.Collectors;

/** Who moderates which connected channel, in the database. */
public final class JdbiManagedChannels implements ManagedChannelStore {
    private final Database database;

    public JdbiManagedChannels(Database database) {
        this.database = database;
    }

    @Override
    public Set<TwitchUserId> moderatedBy(TwitchUserId person) {
        return database.jdbi()
                .withHandle(handle -> handle
                        .createQuery("SELECT broadcaster_id FROM managed_channel WHERE person_id = :id")
                        .bind("id", person.value())
                        .map((row, context) -> new TwitchUserId(row.getString("broadcaster_id")))
                        .stream()
                        .collect(Collectors.toUnmodifiableSet()));
    }

    @Override
    public boolean add(Moderation moderation, Instant at) {
        // WHERE EXISTS: somebody who never logged in is asked about at their first login.
        return database.jdbi()
                .inTransaction(handle -> handle.createUpdate("""
                        INSERT INTO managed_channel (person_id, broadcaster_id, since)
                        SELECT twitch_user_id, :broadcaster, :since FROM person WHERE twitch_user_id = :person
                        ON CONFLICT (person_id, broadcaster_id) DO NOTHING
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
                .inTransaction(handle -> handle.createUpdate(
                                        "DELETE FROM managed_channel WHERE person_id = :person AND broadcaster_id = :broadcaster")
                                .bind("person", moderation.person().value())
                                .bind("broadcaster", moderation.broadcaster().value())
                                .execute()
                        == 1);
    }

    @Override
    public void forget(TwitchUserId broadcaster) {
        database.jdbi()
                .useTransaction(
                        handle -> handle.createUpdate("DELETE FROM managed_channel WHERE broadcaster_id = :broadcaster")
                                .bind("broadcaster", broadcaster.value())
                                .execute());
    }
}
