package bot.herald.storage;

import bot.herald.feature.shoutout.ShoutoutTurns;
import bot.herald.identity.TwitchUserId;
import java.time.Duration;
import org.jdbi.v3.core.Handle;

/** The turns of shoutouts in the database, by its clock. Safe for concurrent use. */
public final class JdbiShoutoutTurns implements ShoutoutTurns {
    /** For the channel's own turn, where otherwise a target stands. */
    private static final String CHANNEL = "";

    /** Longer than a request to Twitch takes, so that it ends before the turn of a process that died does. */
    private static final Duration UNDER_WAY = Duration.ofSeconds(30);

    private final Database database;
    private final BestEffortQueries queries;

    public JdbiShoutoutTurns(Database database) {
        this.database = database;
        this.queries = new BestEffortQueries(database, "Twitch alone says when a shoutout comes too early");
    }

    @Override
    public Turn take(TwitchUserId broadcasterId, TwitchUserId target) {
        return queries.orElse(
                new Turn.Taken(),
                () -> database.jdbi().inTransaction(handle -> {
                    String channel = broadcasterId.value();
                    handle.createUpdate("INSERT INTO shoutout_turn (twitch_user_id, target, free_at)"
                                    + " VALUES (:channel, '', 0) ON CONFLICT DO NOTHING")
                            .bind("channel", channel)
                            .setQueryTimeout(BestEffortQueries.SECONDS)
                            .execute();
                    long wait = millisLeft(handle, channel, CHANNEL, database.forUpdate());
                    if (wait > 0) {
                        return new Turn.ChannelNotYet(Duration.ofMillis(wait));
                    }
                    long waitForTarget = millisLeft(handle, channel, target.value(), "");
                    if (waitForTarget > 0) {
                        return new Turn.TargetNotYet(Duration.ofMillis(waitForTarget));
                    }
                    notBefore(handle, channel, CHANNEL, UNDER_WAY);
                    return new Turn.Taken();
                }));
    }

    private long millisLeft(Handle handle, String channel, String target, String lock) {
        return handle.createQuery("SELECT free_at - " + database.now()
                        + " FROM shoutout_turn WHERE twitch_user_id = :channel AND target = :target" + lock)
                .bind("channel", channel)
                .bind("target", target)
                .setQueryTimeout(BestEffortQueries.SECONDS)
                .mapTo(Long.class)
                .findOne()
                .orElse(0L);
    }

    /** Never shortens a wait. */
    private void notBefore(Handle handle, String channel, String target, Duration wait) {
        handle.createUpdate("INSERT INTO shoutout_turn (twitch_user_id, target, free_at) VALUES (:channel, :target, "
                        + database.now() + " + :wait) ON CONFLICT (twitch_user_id, target)"
                        + " DO UPDATE SET free_at = excluded.free_at WHERE shoutout_turn.free_at < excluded.free_at")
                .bind("channel", channel)
                .bind("target", target)
                .bind("wait", wait.toMillis())
                .setQueryTimeout(BestEffortQueries.SECONDS)
                .execute();
    }

    @Override
    public void given(TwitchUserId broadcasterId, TwitchUserId target, Duration channel, Duration sameTarget) {
        queries.orElse(
                false,
                () -> database.jdbi().inTransaction(handle -> {
                    notBefore(handle, broadcasterId.value(), CHANNEL, channel);
                    if (!sameTarget.isZero()) {
                        notBefore(handle, broadcasterId.value(), target.value(), sameTarget);
                    }
                    return true;
                }));
    }

    @Override
    public void release(TwitchUserId broadcasterId) {
        queries.orElse(
                false,
                // Unless a shoutout has been given since, whose two minutes end later.
                () -> database.jdbi()
                        .inTransaction(handle -> handle.createUpdate("UPDATE shoutout_turn SET free_at = 0"
                                                + " WHERE twitch_user_id = :channel AND target = ''"
                                                + " AND free_at <= " + database.now() + " + :wait")
                                        .bind("channel", broadcasterId.value())
                                        .bind("wait", UNDER_WAY.toMillis())
                                        .setQueryTimeout(BestEffortQueries.SECONDS)
                                        .execute()
                                == 1));
    }

    /** Forgets the turns that are free again. */
    public void sweep() {
        database.jdbi()
                .useTransaction(
                        handle -> handle.execute("DELETE FROM shoutout_turn WHERE free_at < " + database.now()));
    }
}
