package bot.herald.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import bot.herald.simulator.SimulatedUser;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.BooleanSupplier;

/** Raids in channels at random, all the time, and none greeted twice. For one thread. */
final class Traffic implements Runnable {
    private static final int ONE_OF_EVERYWHERE = 4;

    private final Raids raids;
    private final Timeline timeline;
    private final List<SimulatedUser> channels;
    private final Set<SimulatedUser> ended;
    private final BooleanSupplier repeatable;
    private final Duration between;
    private final Random random;
    private Duration next = Duration.ZERO;

    /**
     * @param ended channels that took their permission back
     * @param repeatable whether Twitch may tell a raid by several sockets now
     */
    Traffic(
            ChaosSettings settings,
            Raids raids,
            Timeline timeline,
            List<SimulatedUser> channels,
            Set<SimulatedUser> ended,
            BooleanSupplier repeatable) {
        this.raids = raids;
        this.timeline = timeline;
        this.channels = channels;
        this.ended = ended;
        this.repeatable = repeatable;
        this.between = Duration.ofMillis((long) (1000 / settings.raidsPerSecond()));
        this.random = new Random(settings.seed());
    }

    @Override
    public void run() {
        if (timeline.now().compareTo(next) < 0) {
            return;
        }
        next = timeline.now().plus(between);
        SimulatedUser channel = channels.get(random.nextInt(channels.size()));
        boolean everywhere = random.nextInt(ONE_OF_EVERYWHERE) == 0 && repeatable.getAsBoolean();
        if (!ended.contains(channel)) {
            raids.send(channel, everywhere);
        }
        raids.read();
        assertThat(raids.doubled()).as("raids greeted twice").isEmpty();
    }
}
