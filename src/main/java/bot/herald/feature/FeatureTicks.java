package bot.herald.feature;

import bot.herald.identity.TwitchUserId;
import bot.herald.lifecycle.Component;
import bot.herald.lifecycle.Health;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Has features look at the time every five seconds, in turn with the events of each channel. */
public final class FeatureTicks implements Component {
    private static final Logger log = LoggerFactory.getLogger(FeatureTicks.class);
    private static final int SECONDS = 5;

    private final FeatureRunner runner;
    private final Supplier<List<TwitchUserId>> channels;
    private final BooleanSupplier leads;
    private final BiConsumer<TwitchUserId, Runnable> inTurn;
    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "herald-feature-ticks"));

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

    @Override
    public String name() {
        return "feature-ticks";
    }

    @Override
    public void start() {
        ScheduledFuture<?> unused = timer.scheduleWithFixedDelay(this::tick, SECONDS, SECONDS, TimeUnit.SECONDS);
    }

    private void tick() {
        if (!leads.getAsBoolean()) {
            return;
        }
        try {
            channels.get().stream()
                    .filter(runner::wantsTicks)
                    .forEach(channel -> inTurn.accept(channel, () -> runner.tick(channel)));
        } catch (RuntimeException e) {
            // Without this the timer would stop for good; the next tick is in five seconds.
            log.error("features could not be given their turn", e);
        }
    }

    @Override
    public Health check() {
        return timer.isShutdown() ? Health.down("stopped") : Health.UP;
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
