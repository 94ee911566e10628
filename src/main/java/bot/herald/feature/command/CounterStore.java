package bot.herald.feature.command;

import bot.herald.identity.TwitchUserId;
import bot.herald.template.CounterStep;
import java.time.Instant;

/** Keeps the counters that texts name, and how often a viewer was answered. Safe for concurrent use by several processes. */
public interface CounterStore {
    /** How many a channel has; more names count nothing. */
    int MOST = 100;

    /**
     * Takes the step and gives what the counter then shows; at most {@link CommandBook#MOST_COUNTED} on either side of zero. Without a
     * step nothing is written.
     */
    long step(TwitchUserId broadcasterId, String name, CounterStep step);

    /** Counts one answer of the command to the viewer, this one included. */
    long countFor(TwitchUserId broadcasterId, String command, TwitchUserId viewer, Instant now);
}
