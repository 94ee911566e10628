package bot.herald.storage;

import bot.herald.cluster.Membership;
import bot.herald.cluster.Roster;
import bot.herald.cluster.Roster.ShardLease;
import bot.herald.cluster.ShardShare;
import bot.herald.subscription.ConduitStore.StoredConduit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Update;

/** Instances and shards in a PostgreSQL database that instances share. Safe for concurrent use. */
public final class PostgresRoster implements Roster {
    /** One transaction at a time in a schema; the first number is another than that of the instance lock. */
    private static final String ONE_AT_A_TIME = "SELECT pg_advisory_xact_lock(1213550150, hashtext(current_schema()))";

    private static final String NOW = "CAST(extract(epoch FROM clock_timestamp()) * 1000 AS bigint)";
    private final Database database;
    private final String clientId;

    /** @param clientId whose conduit it is */
    public PostgresRoster(Database database, String clientId) {
        this.database = database;
        this.clientId = clientId;
    }

    private record Member(String id, long leaseUntil, boolean asks) {}

    @Override
    public Standing sign(Sign sign) {
        return database.jdbi().inTransaction(handle -> {
            handle.execute(ONE_AT_A_TIME);
            long now = handle.createQuery("SELECT " + NOW).mapTo(Long.class).one();
            List<Member> before = members(handle);
            boolean lapsed =
                    before.stream().anyMatch(one -> one.id().equals(sign.instance()) && one.leaseUntil() < now);
            boolean careful = sign.careful() || lapsed;
            renew(handle, sign, now);
            if (!careful) {
                forgetDead(handle, now);
            }
            List<Member> members = members(handle);
            Optional<StoredConduit> conduit = conduit(handle);
            List<ShardLease> shards = List.of();
            if (conduit.isPresent()) {
                fit(handle, conduit.get());
                write(handle, conduit.get(), sign);
                Set<String> counted = ids(members, one -> careful || one.leaseUntil() > now);
                shards = divided(handle, conduit.get(), sign.instance(), counted);
            }
            boolean asked = sign.leads() && members.stream().anyMatch(Member::asks);
            if (asked) {
                handle.execute("UPDATE instance SET asks = 0");
            }
            return new Standing(conduit, ids(members, one -> one.leaseUntil() > now), shards, lapsed, asked);
        });
    }

    private static List<Member> members(Handle handle) {
        return handle.createQuery("SELECT id, lease_until, asks FROM instance WHERE lease_until > 0")
                .map((row, context) ->
                        new Member(row.getString("id"), row.getLong("lease_until"), row.getInt("asks") == 1))
                .list();
    }

    private static Set<String> ids(List<Member> members, Predicate<Member> which) {
        return Set.copyOf(members.stream().filter(which).map(Member::id).toList());
    }

    private static void renew(Handle handle, Sign sign, long now) {
        handle.createUpdate("""
                INSERT INTO instance (id, started_at, seen_at, lease_until, asks) VALUES (:id, :now, :now, :until, :asks)
                ON CONFLICT (id) DO UPDATE
                    SET lease_until = excluded.lease_until, asks = greatest(instance.asks, excluded.asks)
                """)
                .bind("id", sign.instance())
                .bind("now", now)
                .bind("until", now + Membership.LEASE.toMillis())
                .bind("asks", sign.asks() ? 1 : 0)
                .execute();
    }

    private static void forgetDead(Handle handle, long now) {
        // The others need not wait for what they were refreshing.
        handle.createUpdate("""
                UPDATE credential SET lease_until = 0 WHERE lease_until > 0 AND lease_holder IN
                    (SELECT id FROM instance WHERE lease_until > 0 AND lease_until < :now)
                """).bind("now", now).execute();
        handle.createUpdate("DELETE FROM instance WHERE lease_until > 0 AND lease_until < :now")
                .bind("now", now)
                .execute();
    }

    private Optional<StoredConduit> conduit(Handle handle) {
        return handle.createQuery("SELECT id, shard_count FROM conduit WHERE client_id = :client")
                .bind("client", clientId)
                .map((row, context) -> new StoredConduit(row.getString("id"), row.getInt("shard_count")))
                .findOne();
    }

    /** A row for each shard that the conduit has, and no other. */
    private static void fit(Handle handle, StoredConduit conduit) {
        handle.createUpdate("DELETE FROM shard_lease WHERE conduit_id <> :conduit OR shard >= :count")
                .bind("conduit", conduit.id())
                .bind("count", conduit.shardCount())
                .execute();
        handle.createUpdate("""
                INSERT INTO shard_lease (conduit_id, shard) SELECT :conduit, n FROM generate_series(0, :last) AS n
                ON CONFLICT DO NOTHING
                """)
                .bind("conduit", conduit.id())
                .bind("last", conduit.shardCount() - 1)
                .execute();
    }

    /** Unless the owner has been faster. */
    private static void write(Handle handle, StoredConduit conduit, Sign sign) {
        for (Map.Entry<Integer, String> served : sign.sessions().entrySet()) {
            shard(handle, """
                    UPDATE shard_lease SET served_by = :instance, session_id = :session
                    WHERE conduit_id = :conduit AND shard = :shard
                        AND (owner = :instance OR owner IS NULL OR served_by IS DISTINCT FROM owner)
                    """, conduit, served.getKey())
                    .bind("instance", sign.instance())
                    .bind("session", served.getValue())
                    .execute();
        }
    }

    private static Update shard(Handle handle, String sql, StoredConduit conduit, int shard) {
        return handle.createUpdate(sql).bind("conduit", conduit.id()).bind("shard", shard);
    }

    private static List<ShardLease> divided(
            Handle handle, StoredConduit conduit, String instance, Set<String> counted) {
        List<ShardLease> shards = new ArrayList<>(handle.createQuery(
                        "SELECT shard, owner, served_by FROM shard_lease WHERE conduit_id = :conduit ORDER BY shard")
                .bind("conduit", conduit.id())
                .map((row, context) -> new ShardLease(
                        row.getInt("shard"),
                        Optional.ofNullable(row.getString("owner")),
                        Optional.ofNullable(row.getString("served_by"))))
                .list());
        ShardShare.changes(instance, counted, shards).forEach((shard, owner) -> {
            shard(
                            handle,
                            "UPDATE shard_lease SET owner = :owner WHERE conduit_id = :conduit AND shard = :shard",
                            conduit,
                            shard)
                    .bind("owner", owner)
                    .execute();
            shards.replaceAll(
                    one -> one.shard() == shard ? new ShardLease(shard, Optional.of(owner), one.servedBy()) : one);
        });
        return List.copyOf(shards);
    }

    @Override
    public void leave(String instance) {
        database.jdbi().useTransaction(handle -> {
            handle.execute(ONE_AT_A_TIME);
            handle.createUpdate("UPDATE shard_lease SET owner = NULL WHERE owner = :instance")
                    .bind("instance", instance)
                    .execute();
            handle.createUpdate("DELETE FROM instance WHERE id = :instance")
                    .bind("instance", instance)
                    .execute();
        });
    }

    @Override
    public Handover handover(String instance) {
        return database.jdbi()
                .withHandle(handle -> handle.createQuery("""
                        SELECT EXISTS (SELECT 1 FROM instance WHERE id <> :instance AND lease_until > %s) AS others,
                            EXISTS (SELECT 1 FROM shard_lease WHERE served_by = :instance) AS serves
                        """.formatted(NOW))
                        .bind("instance", instance)
                        .map((row, context) -> !row.getBoolean("others")
                                ? Handover.NOBODY_LEFT
                                : row.getBoolean("serves") ? Handover.UNDER_WAY : Handover.DONE)
                        .one());
    }
}
