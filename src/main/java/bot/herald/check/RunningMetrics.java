package bot.herald.check;

import bot.herald.fetch.Fetcher;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Reads the metrics of a running bot. What answers there may be broken, which is why somebody makes a report. */
final class RunningMetrics {
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final int MOST_BYTES = 4 << 20;

    private final Fetcher fetcher;

    RunningMetrics() {
        this(PATIENCE, MOST_BYTES);
    }

    RunningMetrics(Duration patience, int mostBytes) {
        this.fetcher = new Fetcher(Fetcher.Rules.forOperator(patience, mostBytes));
    }

    /** Without the explanations; a line with the reason where there are none. */
    List<String> of(URI bot) {
        Fetcher.Result result = fetcher.get(bot.resolve("/metrics").toString(), Map.of());
        return result instanceof Fetcher.Result.Answer answer
                ? answer.body().lines().filter(line -> !line.startsWith("#")).toList()
                : List.of("could not be read: " + ((Fetcher.Result.Failed) result).reason());
    }
}
