package bot.herald.feature;

import bot.herald.identity.TwitchUserId;
import bot.herald.lifecycle.Recurring;
import bot.herald.lifecycle.WhileLeading;
import java.time.Duration;
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
    private static final Duration BETWEEN_PARTS = ROUND.dividedBy(PARTS_OF_A_ROUND);

    private final Predicate<TwitchUserId> wants;
    private final Consumer<TwitchUserId> look;
    private final Supplier<List<TwitchUserId>> channels;
    private final WhileLeading leading;
    private final BiConsumer<TwitchUserId, Runnable> inTurn;
    /** Whose channels are next. Used by the timer's thread only. */
    private int part;

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
                BETWEEN_PARTS,
                BETWEEN_PARTS,
                this::tick,
                fault -> log.error("the regular run of features failed, retrying", fault));
    }

    void tick() {
        leading.run(() -> channels.get().stream()
                .filter(channel -> Math.floorMod(channel.hashCode(), PARTS_OF_A_ROUND) == part)
                .filter(wants)
                .forEach(channel -> inTurn.accept(channel, () -> look.accept(channel))));
        part = (part + 1) % PARTS_OF_A_ROUND;
    }
}
