package bot.herald.storage;

import bot.herald.chat.OwnLines;
import bot.herald.identity.TwitchUserId;
import bot.herald.lifecycle.SpareThreads;
import bot.herald.security.Sha256;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes down beside the events that were handled which of the bot's own lines were heard, by the database's clock and without
 * their text; swept with them. Safe for concurrent use.
 */
public final class JdbiOwnLines implements OwnLines.Elsewhere {
    private static final Logger log = LoggerFactory.getLogger(JdbiOwnLines.class);
    /** More than the bot may say in the time in which the answer matters. */
    private static final int MOST_WAITING = 1_000;

    private final Database database;
    private final BestEffortQueries queries;
    private final ExecutorService writer = SpareThreads.of("own-lines", 1, MOST_WAITING);

    public JdbiOwnLines(Database database) {
        this.database = database;
        this.queries = new BestEffortQueries(database, "a line whose sending is unclear is not said again");
    }

    @Override
    public boolean exists() {
        return true;
    }

    @Override
    public void heardHere(TwitchUserId broadcasterId, String text) {
        try {
            writer.execute(() -> write(key(broadcasterId, text)));
        } catch (RejectedExecutionException e) {
            log.warn("broadcaster={} a line is not announced to other instances: too many are waiting", broadcasterId);
        }
    }

    private void write(String key) {
        queries.orElse(
                false,
                () -> database.jdbi()
                        .withHandle(handle -> handle.createUpdate("INSERT INTO handled_event (message_id, handled_at)"
                                                + " VALUES (:key, " + database.now()
                                                + ") ON CONFLICT (message_id) DO UPDATE SET handled_at = "
                                                + database.now())
                                        .bind("key", key)
                                        .setQueryTimeout(BestEffortQueries.SECONDS)
                                        .execute()
                                == 1));
    }

    @Override
    public Optional<Boolean> isHeard(TwitchUserId broadcasterId, String text, Duration within) {
        return queries.orElse(
                Optional.empty(),
                () -> Optional.of(database.jdbi()
                        .withHandle(handle -> handle.createQuery("SELECT count(*) FROM handled_event"
                                                + " WHERE message_id = :key AND handled_at >= " + database.now()
                                                + " - :within")
                                        .bind("key", key(broadcasterId, text))
                                        .bind("within", within.toMillis())
                                        .setQueryTimeout(BestEffortQueries.SECONDS)
                                        .mapTo(Integer.class)
                                        .one()
                                > 0)));
    }

    private static String key(TwitchUserId broadcasterId, String text) {
        return "said:" + broadcasterId + ":" + Sha256.hex(text);
    }
}
