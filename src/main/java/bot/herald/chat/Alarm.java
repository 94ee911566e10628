package bot.herald.chat;

import bot.herald.lifecycle.Waits;
import java.time.Duration;
import java.time.Instant;

/** Rings at the earliest of the times it is given. Guarded by {@link OutgoingQueue}'s lock. */
final class Alarm {
    private final Later later;
    private Instant next = Instant.MAX;

    Alarm(Later later) {
        this.later = later;
    }

    /** @param ring called after {@code wait} on another thread, unless it is called earlier; has to call {@link #rung} */
    void after(Duration wait, Instant now, Ring ring) {
        Instant at = now.plus(wait);
        if (at.isBefore(next)) {
            next = at;
            later.after(wait, () -> ring.at(at));
        }
    }

    void rung(Instant at) {
        if (at.equals(next)) {
            next = Instant.MAX;
        }
    }

    void close() {
        later.close();
    }

    /** What to do then. */
    interface Ring {
        void at(Instant planned);
    }

    /** Runs something after a while, on a thread of its own; tests run it when they want to. */
    interface Later {
        void after(Duration time, Runnable task);

        /** Cancels whatever has not run yet. */
        void close();
    }

    /** {@link Later} by the machine's time. */
    static final class Timer implements Later {
        private final Waits waits = new Waits();

        @Override
        public void after(Duration time, Runnable task) {
            waits.after(time, task);
        }

        @Override
        public void close() {
            waits.close();
        }
    }
}
