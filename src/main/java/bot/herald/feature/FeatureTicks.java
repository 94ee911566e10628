package bot.herald.feature;

import bot.herald.identity.TwitchUserId;
import bot.herald.lifecycle.Recurring;
import bot.herald.lifecycle.WhileLeading;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Calls features every five seconds, in turn with the events of each channel. Not for all channels at once, which would
 * make events wait behind thousands of calls.
 */
public final class FeatureTicks {
    private static final Logger log = LoggerFactory.getLogger(FeatureTicks.class);
    private static final Duration ROUND = Duration.ofSeconds(5);
    static final int PARTS_OF_A_ROUND = 100;

    private final Predicate<TwitchUserId> wants;
    private final Consumer<TwitchUserId> look;
    private final Supplier<List<TwitchUserId>> channels;
    private final WhileLeading leading;
    private final BiConsumer<TwitchUserId, Runnable> inTurn;
    /** Those of this round whose turn has not come. Used by one run at a time, as the rest. */
    private final Deque<TwitchUserId> round = new ArrayDeque<>();

    private int atOnce;
    private Duration pause = ROUND;

    /**
     * @param channels the connected ones
     * @param leading whether this process, and no other, does it
     * @param inTurn runs something for a channel when nothing else runs for it
     */
    public FeatureTicks(
            FeatureRunner runner,
            Supplier<List<TwitchUserId>> channels,
            WhileLeading leading,
            BiConsumer<TwitchUserId, Runnable> inTurn) {
        this(runner::wantsTicks, runner::tick, channels, leading, inTurn);
    }

    FeatureTicks(
            Predicate<TwitchUserId> wants,
            Consumer<TwitchUserId> look,
            Supplier<List<TwitchUserId>> channels,
            WhileLeading leading,
            BiConsumer<TwitchUserId, Runnable> inTurn) {
        this.wants = wants;
        this.look = look;
        this.channels = channels;
        this.leading = leading;
        this.inTurn = inTurn;
    }

    public Recurring recurring() {
        return new Recurring(
                "feature-ticks",
                Duration.ZERO,
                this::pause,
                this::tick,
                fault -> log.error("the regular run of features failed, retrying", fault));
    }

    /** Takes a few of the channels; where few or none want it, there is nothing to wake up for in between. */
    void tick() {
        leading.run(this::lookAtSome);
    }

    private void lookAtSome() {
        if (round.isEmpty()) {
            channels.get().stream().filter(wants).forEach(round::add);
            atOnce = Math.max(1, parts(PARTS_OF_A_ROUND));
            pause = ROUND.dividedBy(Math.max(1, parts(atOnce)));
        }
        for (int left = Math.min(atOnce, round.size()); left > 0; left--) {
            TwitchUserId channel = round.remove();
            inTurn.accept(channel, () -> look.accept(channel));
        }
    }

    /** How many parts of such a size the round has. */
    private int parts(int size) {
        return (round.size() + size - 1) / size;
    }

    /** From one {@link #tick} to the next. */
    Duration pause() {
        return pause;
    }
}
