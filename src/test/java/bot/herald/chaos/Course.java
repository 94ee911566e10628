package bot.herald.chaos;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Lets time pass: whatever is waited for, all that goes on meanwhile gets its turn. For one thread. */
final class Course {
    private static final Duration STEP = Duration.ofMillis(50);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(500);

    private final Timeline timeline;
    private final List<Runnable> goingOn;

    /** @param goingOn each gets a moment, many times a second; what one throws ends the run */
    Course(Timeline timeline, List<Runnable> goingOn) {
        this.timeline = timeline;
        this.goingOn = new ArrayList<>(goingOn);
    }

    /** From now on this goes on, too. */
    void also(Runnable another) {
        goingOn.add(another);
    }

    /** One more moment. */
    void step() {
        goingOn.forEach(Runnable::run);
        LockSupport.parkNanos(STEP.toNanos());
    }

    void calm(Duration time) {
        Duration end = timeline.now().plus(time);
        while (timeline.now().compareTo(end) < 0) {
            step();
        }
    }

    void await(String what, Duration atMost, BooleanSupplier condition) {
        await(what, atMost, condition, () -> "");
    }

    /** @param missing what is wrong while the condition does not hold */
    void await(String what, Duration atMost, BooleanSupplier condition, Supplier<String> missing) {
        Duration end = timeline.now().plus(atMost);
        while (!condition.getAsBoolean()) {
            if (timeline.now().compareTo(end) > 0) {
                throw new AssertionError("after " + atMost.toSeconds() + " s not: " + what + " " + missing.get());
            }
            calm(BETWEEN_LOOKS);
        }
    }
}
