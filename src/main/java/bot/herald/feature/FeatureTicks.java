package bot.herald.feature;

import bot.herald.identity.TwitchUserId;
import bot.herald.lifecycle.Recurring;
import java.time.Duration;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Has features look at the time every five seconds, in turn with the events of each channel. */
public final class FeatureTicks {
    private static final Logger log = LoggerFactory.getLogger(FeatureTicks.class);
    private static final Duration BETWEEN_TICKS = Duration.ofSeconds(5);

    private final FeatureRunner runner;
    private final Supplier<List<TwitchUserId>> channels;
    private final BooleanSupplier leads;
    private final BiConsumer<TwitchUserId, Runnable> inTurn;

    /**
     * @param channels those that are connected
     * @param leads whether this process does it, and not another
     * @param inTurn runs something in a channel when nothing else runs there
     */
    public FeatureTicks(
            FeatureRunner runner,
            Supplier<List<TwitchUserId>> channels,
            BooleanSupplier leads,
            BiConsumer<TwitchUserId, Runnable> inTurn) {
        this.runner = runner;
        this.channels = channels;
        this.leads = leads;
        this.inTurn = inTurn;
    }

    public Recurring recurring() {
        return new Recurring(
                "feature-ticks",
                BETWEEN_TICKS,
                BETWEEN_TICKS,
                this::tick,
                fault -> log.error("features could not be given their turn", fault));
    }

    private void tick() {
        if (leads.getAsBoolean()) {
            channels.get().stream()
                    .filter(runner::wantsTicks)
                    .forEach(channel -> inTurn.accept(channel, () -> runner.tick(channel)));
        }
    }
}
