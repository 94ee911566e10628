package bot.herald.feature.shoutout;

import bot.herald.event.ChannelEvent;
import bot.herald.event.ShoutoutCreated;
import bot.herald.event.StreamOnline;
import bot.herald.feature.Feature;
import bot.herald.feature.FeatureServices;
import bot.herald.feature.Wants;
import bot.herald.lifecycle.Component;
import bot.herald.lifecycle.Health;
import bot.herald.lifecycle.Recurring;
import bot.herald.lifecycle.SpareThreads;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs the {@link ShoutoutQueue}: its ticks, and the threads for requests to Twitch. */
public final class Shoutouts implements Feature.WithoutSettings, Component {
    private static final Logger log = LoggerFactory.getLogger(Shoutouts.class);
    private static final int AT_ONCE = 4;
    private static final int MOST_WAITING = 1_000;

    private final ExecutorService workers = SpareThreads.of("shoutouts", AT_ONCE, MOST_WAITING);
    private final ShoutoutQueue queue;
    private final Recurring ticks;

    /** @param every the time between two ticks */
    public Shoutouts(ShoutoutQueue.Needs services, Duration every) {
        this.queue = new ShoutoutQueue(services, workers);
        this.ticks = new Recurring(
                "shoutout-timer",
                every,
                every,
                queue::tick,
                fault -> log.error("shoutouts failed, retrying at the next tick", fault));
    }

    public ShoutoutQueue queue() {
        return queue;
    }

    @Override
    public String id() {
        return "shoutouts";
    }

    @Override
    public String title() {
        return "Shoutouts";
    }

    @Override
    public String summary() {
        return "Gives Twitch's own shoutouts one after the other, as Twitch allows.";
    }

    @Override
    public Wants wants(Unset settings) {
        return Wants.events(Set.of(ShoutoutCreated.class, StreamOnline.class));
    }

    @Override
    public void handle(ChannelEvent event, Unset settings, FeatureServices bot) {
        queue.handle(event);
    }

    @Override
    public String name() {
        return id();
    }

    @Override
    public void start() {
        ticks.start();
    }

    @Override
    public Health check() {
        return ticks.check();
    }

    /** Drops what waits: after a restart it would be too late. */
    @Override
    public void close() {
        ticks.close();
        workers.shutdownNow();
    }
}
