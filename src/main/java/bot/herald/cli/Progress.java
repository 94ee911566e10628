package bot.herald.cli;

import java.io.PrintWriter;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Shows the progress of long work: as a moving bar on a terminal, elsewhere as a line now and then.
 *
 * <p>Shows nothing for work that takes less than two seconds. For one thread.
 */
final class Progress implements AutoCloseable {
    private static final long BETWEEN_BARS = TimeUnit.MILLISECONDS.toNanos(100);
    private static final long BETWEEN_LINES = TimeUnit.SECONDS.toNanos(5);
    private static final long UNTIL_FIRST = TimeUnit.SECONDS.toNanos(2);
    private static final int LONGEST_BAR = 30;

    private final PrintWriter to;
    private final boolean terminal;
    private final int width;
    private final String what;
    private final int total;
    private final LongSupplier nanoTime;
    private long next;
    private int done;
    private boolean shown;

    /**
     * @param to where to show it
     * @param terminal whether that is a terminal
     * @param what for example {@code Refreshing tokens}
     */
    Progress(PrintWriter to, boolean terminal, int width, String what, int total, LongSupplier nanoTime) {
        this.to = to;
        this.terminal = terminal;
        this.width = width;
        this.what = what;
        this.total = total;
        this.nanoTime = nanoTime;
        this.next = nanoTime.getAsLong() + UNTIL_FIRST;
    }

    /** Counts one more as done. */
    void step() {
        reached(done + 1);
    }

    /** Sets how many are done. */
    void reached(int nowDone) {
        done = nowDone;
        long now = nanoTime.getAsLong();
        if (now - next < 0) {
            return;
        }
        next = now + (terminal ? BETWEEN_BARS : BETWEEN_LINES);
        shown = true;
        if (terminal) {
            to.print("\r" + bar());
        } else {
            to.println(what + ": " + count());
        }
        to.flush();
    }

    private String count() {
        return done + " of " + total;
    }

    /** One column short, because some terminals wrap after the last column. */
    private String bar() {
        // Reserves room for the longest count, so that the bar does not jump.
        int taken = what.length() + (total + " of " + total).length() + "  []  ".length();
        int room = Math.max(1, Math.min(LONGEST_BAR, width - 1 - taken));
        int filled = total == 0 ? room : (int) (Math.min(1.0, (double) done / total) * room);
        String line = what + "  [" + "#".repeat(filled) + " ".repeat(room - filled) + "]  " + count();
        return line.length() < width ? line : line.substring(0, width - 1);
    }

    /** Erases the bar, so that the next output begins on an empty line. */
    @Override
    public void close() {
        if (terminal && shown) {
            to.print("\r" + " ".repeat(width - 1) + "\r");
            to.flush();
        }
    }
}
