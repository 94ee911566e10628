package bot.herald.chaos;

import bot.herald.testing.ShardsAtTwitch;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Sees to it that no shard is without a socket for long, whatever happens to instances. For one thread. */
final class ShardWatch implements Runnable {
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(250);
    private static final Duration TAKEOVER = Duration.ofSeconds(15);
    /** All the processes and Twitch share two processors. */
    private static final Duration LOAD = Duration.ofSeconds(5);

    private final ShardsAtTwitch shards;
    private final Timeline timeline;
    private final BooleanSupplier excused;
    private Duration next = Duration.ZERO;
    private Duration served = Duration.ZERO;
    private boolean whole;
    private Duration longest = Duration.ZERO;

    /** @param excused whether something other than an instance's end keeps shards from moving now */
    ShardWatch(ShardsAtTwitch shards, Timeline timeline, BooleanSupplier excused) {
        this.shards = shards;
        this.timeline = timeline;
        this.excused = excused;
    }

    @Override
    public void run() {
        if (timeline.now().compareTo(next) < 0) {
            return;
        }
        Duration took = look();
        next = timeline.now().plus(BETWEEN_LOOKS);
        if (took.compareTo(TAKEOVER.plus(LOAD)) > 0) {
            throw new AssertionError("shards without a socket for " + took.toMillis() + " ms: " + shards.served()
                    + " of " + shards.count() + " are served");
        }
    }

    /** For how long some shard has been without a socket, or was until now. */
    private Duration look() {
        boolean before = whole;
        whole = shards.served() == shards.count();
        Duration now = timeline.now();
        Duration took = now.minus(served);
        if (whole || excused.getAsBoolean()) {
            served = now;
        }
        if (whole && !before && !excused.getAsBoolean()) {
            timeline.add("every shard is served again, after " + took.toMillis() + " ms");
            longest = took.compareTo(longest) > 0 ? took : longest;
        }
        return took;
    }

    /** Whether every shard has a socket. */
    boolean isWhole() {
        return shards.served() == shards.count();
    }

    /** From now on time counts. */
    void begin() {
        served = timeline.now();
        whole = true;
    }

    /** The longest time for which one was without a socket because of what happened to a process. */
    Duration longest() {
        return longest;
    }
}
