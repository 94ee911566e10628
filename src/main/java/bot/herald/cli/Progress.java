package bot.herald.cli;

import java.io.PrintWriter;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Says how far long work is: by a bar that moves on a terminal, by a plain line now and then elsewhere.
 *
 * <p>Work that is done within a second or two says nothing. For one thread.
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
     * @param to where to say it
     * @param terminal whether that is one
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

    /** One more is done. */
    void step() {
        reached(done + 1);
    }

    /** So many are done now. */
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

    /** One column short, because some terminals go on in the next line after the last. */
    private String bar() {
        // The longest count there will be, so that nothing jumps.
        int taken = what.length() + (total + " of " + total).length() + "  []  ".length();
        int room = Math.max(1, Math.min(LONGEST_BAR, width - 1 - taken));
        int filled = total == 0 ? room : (int) (Math.min(1.0, (double) done / total) * room);
        String line = what + "  [" + "#".repeat(filled) + " ".repeat(room - filled) + "]  " + count();
        return line.length() < width ? line : line.substring(0, width - 1);
    }

    /** Takes the bar away, so that what comes next begins on an empty line. */
    @Override
    public void close() {
        if (terminal && shown) {
            to.print("\r" + " ".repeat(width - 1) + "\r");
            to.flush();
        }
    }
}
