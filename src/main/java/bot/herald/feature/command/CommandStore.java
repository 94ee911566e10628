package bot.herald.feature.command;

import bot.herald.identity.TwitchUserId;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/** Keeps custom commands; independent of whether the channel is connected. */
public interface CommandStore {
    List<CustomCommand> load(TwitchUserId broadcasterId);

    /** Those of every channel that has any. */
    Map<TwitchUserId, List<CustomCommand>> loadAll();

    Outcome insert(TwitchUserId broadcasterId, CustomCommand command);

    /**
     * Replaces everything but the count, if the stored version is the one before.
     *
     * @param name the one it has so far
     */
    Outcome replace(TwitchUserId broadcasterId, String name, CustomCommand changed);

    /** Deletes it if it has this version. */
    Outcome delete(TwitchUserId broadcasterId, String name, long version);

    /** Counts durably. @return the new count; empty if there is no such command */
    OptionalLong addToCount(TwitchUserId broadcasterId, String name, long by);

    OptionalLong setCount(TwitchUserId broadcasterId, String name, long count);

    /** Erases everything of the channel, for good. */
    void purge(TwitchUserId broadcasterId);

    /** Nothing is changed unless it is {@link #DONE}. */
    enum Outcome {
        DONE,
        /** Another command has the name or an alias. */
        WORD_TAKEN,
        /** There is no such command, or it has another version. */
        STALE
    }
}
