package bot.herald.feature.command;

import bot.herald.identity.TwitchUserId;
import bot.herald.template.CounterStep;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;

/** Keeps the counters that texts name, and how often a viewer was answered. Safe for concurrent use by several processes. */
public interface CounterStore {
    /** How many a channel has; more names count nothing. */
    int MOST = 100;

    /**
     * Takes the step and gives what the counter then shows; at most {@link CommandBook#MOST_COUNTED} on either side of zero. Without a
     * step nothing is written.
     */
    long step(TwitchUserId broadcasterId, String name, CounterStep step);

    /** By name. */
    List<Counter> all(TwitchUserId broadcasterId);

    /** Empty if nobody has counted by that name. */
    OptionalLong value(TwitchUserId broadcasterId, String name);

    /** @return false if there is one of that name */
    boolean insert(TwitchUserId broadcasterId, Counter counter);

    /**
     * Changes name and value.
     *
     * @param before what it has to be for that
     * @return false if it is another by now, or the new name is taken
     */
    boolean replace(TwitchUserId broadcasterId, Counter before, Counter after);

    boolean delete(TwitchUserId broadcasterId, String name);

    /**
     * Counts one answer of the command to the viewer, this one included.
     *
     * @param name how the viewer is called now, to show who was answered most
     */
    long countFor(TwitchUserId broadcasterId, String command, TwitchUserId viewer, String name, Instant now);

    /** Those answered most often, for every command that counts its viewers, the most frequent first. */
    List<ViewerCount> viewers(TwitchUserId broadcasterId, int mostOfEach);

    /** Forgets how often viewers were answered by that command. @return how many viewers that were */
    int forgetViewers(TwitchUserId broadcasterId, String command);

    /** A counter that texts name. */
    record Counter(String name, long value) {}

    /**
     * How often a command answered a viewer.
     *
     * @param viewer how they were called the last time; empty if that was not kept then
     */
    record ViewerCount(String command, String viewer, long count) {}
}
