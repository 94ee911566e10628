package bot.herald.twitch.eventsub;

import bot.herald.lifecycle.Component;
import bot.herald.lifecycle.Health;
import bot.herald.lifecycle.SpareThreads;
import bot.herald.lifecycle.Waits;
import bot.herald.retry.RetryPolicy;
import bot.herald.subscription.ConduitStore;
import bot.herald.subscription.ConduitStore.StoredConduit;
import bot.herald.twitch.door.TwitchDoor;
import bot.herald.twitch.eventsub.ConduitAnswer.Done;
import bot.herald.twitch.eventsub.ConduitAnswer.Gone;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Deletes the conduits that Herald used before it was switched to WebSockets, with their subscriptions: they would
 * count towards the five of the client id. Keeps trying; does not call Twitch if there are none.
 */
public final class LeftConduit implements Component {
    private static final Logger LOG = LoggerFactory.getLogger(LeftConduit.class);

    private final HttpConduitApi api;
    private final ConduitStore store;
    private final ExecutorService thread = SpareThreads.of("left-conduit", 1);
    private final Waits waits = new Waits();

    public LeftConduit(TwitchDoor door, String clientId, ConduitStore store) {
        this.api = new HttpConduitApi(door, clientId);
        this.store = store;
    }

    @Override
    public String name() {
        return "left-conduit";
    }

    @Override
    public synchronized void start() {
        Set<String> left = new HashSet<>(store.former());
        store.find().map(StoredConduit::id).ifPresent(left::add);
        if (!left.isEmpty()) {
            thread.execute(() -> left.forEach(id -> delete(id, 1)));
        }
    }

    private void delete(String id, int attempt) {
        ConduitAnswer<Boolean> answer = api.delete(id);
        if (answer instanceof Done<Boolean> || answer instanceof Gone<Boolean>) {
            forget(id, attempt);
        } else {
            LOG.warn("conduit={} is no longer used and could not be deleted, retrying: {}", id, answer.problem());
            again(id, attempt, answer.askedToWait());
        }
    }

    private void forget(String id, int attempt) {
        try {
            store.forget(id);
            LOG.info("conduit={} deleted, Herald uses WebSockets now", id);
        } catch (RuntimeException e) {
            LOG.warn("conduit={} is deleted on Twitch, but its record here could not be removed, retrying", id, e);
            again(id, attempt, Optional.empty());
        }
    }

    private void again(String id, int attempt, Optional<Duration> asked) {
        waits.after(RetryPolicy.REJECTED.after(attempt, asked), () -> next(id, attempt + 1));
    }

    private synchronized void next(String id, int attempt) {
        if (!thread.isShutdown()) {
            thread.execute(() -> delete(id, attempt));
        }
    }

    /** Always up: a conduit that is left over blocks nothing. */
    @Override
    public Health check() {
        return Health.UP;
    }

    @Override
    public synchronized void close() {
        waits.close();
        thread.shutdownNow();
    }
}
