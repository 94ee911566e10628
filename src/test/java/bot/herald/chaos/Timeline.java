package bot.herald.chaos;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What was done to the bot, and when; told if the run fails. For one thread. */
final class Timeline {
    private final long began = System.nanoTime();
    private final List<String> lines = new ArrayList<>();

    Duration now() {
        return Duration.ofNanos(System.nanoTime() - began);
    }

    void add(String what) {
        lines.add(String.format(Locale.ROOT, "%8.2f s  %s", now().toMillis() / 1000.0, what));
    }

    /** Also for whoever watches. */
    void say(String what) {
        add(what);
        System.out.println(lines.get(lines.size() - 1));
    }

    @Override
    public String toString() {
        return String.join("\n", lines);
    }
}
