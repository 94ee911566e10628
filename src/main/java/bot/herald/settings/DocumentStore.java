package bot.herald.settings;

import bot.herald.identity.TwitchUserId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/** Stores documents of every kind, whether or not their channel is connected. */
public interface DocumentStore {
    /**
     * A document as it is stored.
     *
     * @param content JSON
     */
    record Stored(String name, String content, long version, long count) {}

    /**
     * How a document was used, which does not count as a change.
     *
     * @param count how often, or how far it has come
     * @param lastAt {@link Instant#EPOCH} if never
     */
    record Use(long count, Instant lastAt) {
        public static final Use NEVER = new Use(0, Instant.EPOCH);
    }

    /** Sorted by name. */
    List<Stored> load(String kind, TwitchUserId broadcasterId);

    /** The documents of every channel that has any. */
    Map<TwitchUserId, List<Stored>> loadAll(String kind);

    /** @param aliases as {@link Document#aliases} */
    Outcome insert(String kind, TwitchUserId broadcasterId, Stored fresh, List<String> aliases);

    /**
     * Replaces content and name, if the stored version is the previous one.
     *
     * @param name the current one
     */
    Outcome replace(String kind, TwitchUserId broadcasterId, String name, Stored changed, List<String> aliases);

    /** Deletes it if it has this version. */
    Outcome delete(String kind, TwitchUserId broadcasterId, String name, long version);

    /** @return the new count; empty if there is no such document */
    OptionalLong addToCount(String kind, TwitchUserId broadcasterId, String name, long by);

    OptionalLong setCount(String kind, TwitchUserId broadcasterId, String name, long count);

    /** {@link Use#NEVER} if there is no such document. */
    Use use(String kind, TwitchUserId broadcasterId, String name);

    /** @return false, having changed nothing, if its use is no longer {@code before} */
    boolean advance(String kind, TwitchUserId broadcasterId, String name, Use before, Use after);

    /** Erases all documents of the channel, for good. */
    void purge(TwitchUserId broadcasterId);

    /** The result of a change; only {@link #DONE} changes anything. */
    enum Outcome {
        DONE,
        /** Another document of the kind has the name or an alias. */
        WORD_TAKEN,
        /** There is no such document, or it has another version. */
        STALE
    }
}
