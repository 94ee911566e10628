package bot.herald.feature.command;

import bot.herald.identity.TwitchUserId;
import bot.herald.template.CounterStep;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;

/**
 * Stores the counters that texts name, and how often each viewer was answered. Safe for concurrent use by several
 * processes.
 */
public interface CounterStore {
    /** The most that a channel can have; further names count nothing. */
    int MOST = 100;

    /**
     * Takes the step and returns the counter's new value, limited to {@link CommandBook#MOST_COUNTED} on either side of
     * zero. Without a step nothing is written.
     */
    long step(TwitchUserId broadcasterId, String name, CounterStep step);

    /** Sorted by name. */
    List<Counter> all(TwitchUserId broadcasterId);

    /** Empty if nothing has been counted under that name. */
    OptionalLong value(TwitchUserId broadcasterId, String name);

    /** @return false if one of that name exists */
    boolean insert(TwitchUserId broadcasterId, Counter counter);

    /**
     * Changes name and value.
     *
     * @param before the value it must have
     * @return false if it has another value by now, or the new name is taken
     */
    boolean replace(TwitchUserId broadcasterId, Counter before, Counter after);

    boolean delete(TwitchUserId broadcasterId, String name);

    /**
     * Counts one answer of the command to the viewer and returns the count, this one included.
     *
     * @param name the viewer's current name, to show who was answered most
     */
    long countFor(TwitchUserId broadcasterId, String command, TwitchUserId viewer, String name, Instant now);

    /** For every command that counts its viewers, those answered most often, most frequent first. */
    List<ViewerCount> viewers(TwitchUserId broadcasterId, int mostOfEach);

    /**
     * Resets how often viewers were answered by that command.
     *
     * @return how many viewers were affected
     */
    int forgetViewers(TwitchUserId broadcasterId, String command);

    /** A counter that texts name. */
    record Counter(String name, long value) {}

    /**
     * How often a command answered a viewer.
     *
     * @param viewer their name at the last answer; empty if it was not stored then
     */
    record ViewerCount(String command, String viewer, long count) {}
}
