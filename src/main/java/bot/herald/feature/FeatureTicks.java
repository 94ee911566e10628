package bot.herald.feature;

import bot.herald.identity.TwitchUserId;
import bot.herald.lifecycle.Recurring;
import bot.herald.lifecycle.WhileLeading;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Calls the features that have something to do every five seconds, in turn with the events of each channel. The
 * channels are spread over the five seconds, since events would otherwise wait behind thousands of calls.
 */
public final class FeatureTicks {
    private static final Logger log = LoggerFactory.getLogger(FeatureTicks.class);
    private static final Duration ROUND = Duration.ofSeconds(5);
    static final int PARTS_OF_A_ROUND = 100;

    private final Ticking features;
    private final Supplier<List<TwitchUserId>> channels;
    private final WhileLeading leading;
    private final BiConsumer<TwitchUserId, Runnable> inTurn;
    /** The channels of this round whose turn has not come. Used by one run at a time, as are the fields below. */
    private final Deque<TwitchUserId> round = new ArrayDeque<>();

    private int atOnce;
    private Duration pause = ROUND;

    /**
     * @param channels the connected ones
     * @param leading whether this process, and no other, does what any of them could do
     * @param inTurn runs something for a channel when nothing else runs for it
     */
    public FeatureTicks(
            Ticking features,
            Supplier<List<TwitchUserId>> channels,
            WhileLeading leading,
            BiConsumer<TwitchUserId, Runnable> inTurn) {
        this.features = features;
        this.channels = channels;
        this.leading = leading;
        this.inTurn = inTurn;
    }

    /** What has ticks for channels. */
    public interface Ticking {
        /** @param leads whether this process also does what any of them could do; here and in {@link #tick} */
        boolean wantsTick(TwitchUserId channel, boolean leads);

        /** Must not be called while the same channel handles an event. */
        void tick(TwitchUserId channel, boolean leads);
    }

    public Recurring recurring() {
        return new Recurring(
                "feature-ticks",
                Duration.ZERO,
                this::pause,
                this::tick,
                fault -> log.error("the regular run of features failed, retrying", fault));
    }

    /** Gives a few of the channels their turn; where few or none want one, it runs less often. */
    void tick() {
        boolean leads = leading.leads();
        if (round.isEmpty()) {
            channels.get().stream()
                    .filter(channel -> features.wantsTick(channel, leads))
                    .forEach(round::add);
            atOnce = Math.max(1, parts(PARTS_OF_A_ROUND));
            pause = ROUND.dividedBy(Math.max(1, parts(atOnce)));
        }
        for (int left = Math.min(atOnce, round.size()); left > 0; left--) {
            TwitchUserId channel = round.remove();
            inTurn.accept(channel, () -> features.tick(channel, leads));
        }
    }

    /** How many parts of this size the round has. */
    private int parts(int size) {
        return (round.size() + size - 1) / size;
    }

    /** Between one {@link #tick} and the next. */
    Duration pause() {
        return pause;
    }
}
