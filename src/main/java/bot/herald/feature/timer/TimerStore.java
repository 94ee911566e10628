package bot.herald.feature.timer;

import bot.herald.identity.TwitchUserId;
import java.util.List;
import java.util.Map;

/** Keeps timers and how far they have come; independent of whether the channel is connected. */
public interface TimerStore {
    List<ChatTimer> load(TwitchUserId broadcasterId);

    /** Those of every channel that has any. */
    Map<TwitchUserId, List<ChatTimer>> loadAll();

    Outcome insert(TwitchUserId broadcasterId, ChatTimer timer);

    /**
     * Replaces everything but the state, if the stored version is the one before.
     *
     * @param name the one it has so far
     */
    Outcome replace(TwitchUserId broadcasterId, String name, ChatTimer changed);

    /** Deletes it if it has this version. */
    Outcome delete(TwitchUserId broadcasterId, String name, long version);

    /** {@link TimerState#NEW} if there is no such timer. */
    TimerState state(TwitchUserId broadcasterId, String name);

    /** @return false, and nothing is changed, if the state is another than {@code before} by now */
    boolean advance(TwitchUserId broadcasterId, String name, TimerState before, TimerState after);

    /** Erases everything of the channel, for good. */
    void purge(TwitchUserId broadcasterId);

    /** Nothing is changed unless it is {@link #DONE}. */
    enum Outcome {
        DONE,
        NAME_TAKEN,
        /** There is no such timer, or it has another version. */
        STALE
    }
}
