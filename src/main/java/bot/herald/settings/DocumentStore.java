package bot.herald.settings;

import bot.herald.identity.TwitchUserId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/** Keeps documents of every kind; independent of whether the channel is connected. */
public interface DocumentStore {
    /**
     * A document as it is kept.
     *
     * @param content JSON
     */
    record Stored(String name, String content, long version, long count) {}

    /**
     * How a document was used; no change of it.
     *
     * @param count how often, or how far it has come
     * @param lastAt {@link Instant#EPOCH} for never
     */
    record Use(long count, Instant lastAt) {
        public static final Use NEVER = new Use(0, Instant.EPOCH);
    }

    /** By name. */
    List<Stored> load(String kind, TwitchUserId broadcasterId);

    /** Those of every channel that has any. */
    Map<TwitchUserId, List<Stored>> loadAll(String kind);

    /** @param aliases as {@link Document#aliases} */
    Outcome insert(String kind, TwitchUserId broadcasterId, Stored fresh, List<String> aliases);

    /**
     * Replaces content and name, if the stored version is the one before.
     *
     * @param name the one it has so far
     */
    Outcome replace(String kind, TwitchUserId broadcasterId, String name, Stored changed, List<String> aliases);

    /** Deletes it if it has this version. */
    Outcome delete(String kind, TwitchUserId broadcasterId, String name, long version);

    /** Counts durably. @return the new count; empty if there is no such document */
    OptionalLong addToCount(String kind, TwitchUserId broadcasterId, String name, long by);

    OptionalLong setCount(String kind, TwitchUserId broadcasterId, String name, long count);

    /** {@link Use#NEVER} if there is no such document. */
    Use use(String kind, TwitchUserId broadcasterId, String name);

    /** @return false, and nothing is changed, if it is another than {@code before} by now */
    boolean advance(String kind, TwitchUserId broadcasterId, String name, Use before, Use after);

    /** Erases everything of the channel, of all kinds, for good. */
    void purge(TwitchUserId broadcasterId);

    /** Nothing is changed unless it is {@link #DONE}. */
    enum Outcome {
        DONE,
        /** Another document of the kind has the name or an alias. */
        WORD_TAKEN,
        /** There is no such document, or it has another version. */
        STALE
    }
}
