package bot.herald.chat;

import bot.herald.identity.TwitchUserId;
import bot.herald.lifecycle.Component;
import bot.herald.lifecycle.Health;
import bot.herald.lifecycle.Recurring;
import bot.herald.lifecycle.WhileLeading;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Records where Twitch does not let the bot write, which only a refused line reveals, so that commands can show it;
 * where instances share the database, each knows what the others found. At most a second or two out of date. Safe for
 * concurrent use.
 */
public final class Silences implements Component {
    private static final Logger log = LoggerFactory.getLogger(Silences.class);
    private static final Duration BETWEEN_WRITES = Duration.ofSeconds(1);
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    /** Where it is stored; every method may throw while the database is down. */
    public interface Store {
        /** Why, by channel. */
        Map<TwitchUserId, String> all();

        void put(TwitchUserId channel, String reason, Instant since);

        void remove(TwitchUserId channel);

        void clear();
    }

    private final Supplier<Map<TwitchUserId, ChatStanding>> stopped;
    private final Store store;
    private final boolean shared;
    private final WhileLeading leading;
    /** Found by this process. Used only by {@link #write}, and by {@link #close} after it. */
    private final Map<TwitchUserId, String> written = new HashMap<>();

    private volatile Map<TwitchUserId, String> elsewhere = Map.of();
    private final Recurring writing = new Recurring(
            "silences",
            BETWEEN_WRITES,
            BETWEEN_WRITES,
            this::write,
            fault -> log.warn(
                    "cannot store where the bot is banned, retrying: {}",
                    fault.getClass().getSimpleName()));

    /**
     * @param stopped the state of chat where the bot cannot write
     * @param shared whether other instances write there, too
     * @param leading whether this process, and no other, removes what an earlier run left
     */
    public Silences(
            Supplier<Map<TwitchUserId, ChatStanding>> stopped, Store store, boolean shared, WhileLeading leading) {
        this.stopped = stopped;
        this.store = store;
        this.shared = shared;
        this.leading = leading;
    }

    @Override
    public String name() {
        return writing.name();
    }

    @Override
    public void start() {
        leading.run(store::clear);
        writing.start();
    }

    /** Why the bot cannot write in the channel, as another instance found out; empty if none did. */
    public Optional<String> elsewhere(TwitchUserId channel) {
        return Optional.ofNullable(elsewhere.get(channel));
    }

    void write() {
        Map<TwitchUserId, ChatStanding> now = stopped.get();
        Map<TwitchUserId, String> stored = shared ? store.all() : Map.copyOf(written);
        now.forEach((channel, standing) -> {
            if (!standing.reason().equals(written.get(channel)) || !stored.containsKey(channel)) {
                store.put(channel, standing.reason(), standing.since());
                written.put(channel, standing.reason());
            }
        });
        for (TwitchUserId channel : List.copyOf(written.keySet())) {
            if (!now.containsKey(channel)) {
                store.remove(channel);
                written.remove(channel);
            }
        }
        Map<TwitchUserId, String> others = shared ? new HashMap<>(store.all()) : new HashMap<>();
        others.keySet().removeAll(written.keySet());
        elsewhere = Map.copyOf(others);
    }

    @Override
    public Health check() {
        return writing.check();
    }

    @Override
    public void close() {
        if (writing.closeWithin(PATIENCE)) {
            written.keySet().forEach(store::remove);
        }
    }
}
