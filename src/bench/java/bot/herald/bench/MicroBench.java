package bot.herald.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.results.format.ResultFormatType;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/** Runs every JMH benchmark there is, each in processes of its own: what single steps of Herald's cost. */
@Tag("bench")
class MicroBench {
    private static final String ALLOCATED = "gc.alloc.rate.norm";

    @TempDir
    Path folder = Path.of("");

    @Test
    void chatIsReadInLessTimeThanTwitch4jTakes() throws RunnerException {
        Map<String, Double> best = new TreeMap<>();
        for (RunResult result : new Runner(options()).run()) {
            String name = name(result);
            Result<?> time = result.getPrimaryResult();
            // Not there if nothing was.
            Result<?> allocated = result.getSecondaryResults().get(ALLOCATED);
            best.put(name, time.getStatistics().getMin());
            Figures.add(name, time.getScore(), spread(time), "");
            Figures.add(name + ", allocated", allocated == null ? 0 : allocated.getScore(), "B", "");
        }
        assertThat(best).containsKeys("Parser.chat", "Parser.chatByTwitch4j");
        double ratio = best.getOrDefault("Parser.chatByTwitch4j", 0.0) / best.getOrDefault("Parser.chat", 0.0);
        Figures.add("Parser.chat, Twitch4J's time to Herald's", ratio, "x", "more than 1");
        assertThat(ratio).isGreaterThan(1);
    }

    /** The best second is the one that was disturbed least. */
    private static String spread(Result<?> time) {
        return String.format(
                Locale.ROOT,
                "ns ± %,.1f, at best %,.1f",
                time.getScoreError(),
                time.getStatistics().getMin());
    }

    /** What is not set here the JVM decides as for the bot; above all, no agent that measures coverage is passed on. */
    private Options options() {
        return new OptionsBuilder()
                .mode(Mode.AverageTime)
                .timeUnit(TimeUnit.NANOSECONDS)
                .forks(2)
                .warmupTime(TimeValue.seconds(1))
                .measurementIterations(3)
                .measurementTime(TimeValue.seconds(1))
                .jvmArgs(
                        "-Xms512m",
                        "-Xmx512m",
                        "-Dlogback.configurationFile=logback-quiet.xml",
                        "-Djava.io.tmpdir=" + folder)
                .addProfiler(GCProfiler.class)
                .shouldFailOnError(true)
                .resultFormat(ResultFormatType.JSON)
                .result(Path.of("target", "jmh.json").toString())
                .build();
    }

    /** For example {@code Dispatch.chat, channels 1000}. */
    private static String name(RunResult result) {
        String method = result.getParams().getBenchmark();
        String type = method.substring(0, method.lastIndexOf('.'));
        String what = type.substring(type.lastIndexOf('.') + 1).replace("Benchmark", "")
                + method.substring(method.lastIndexOf('.'));
        return what
                + result.getParams().getParamsKeys().stream()
                        .map(key -> ", " + key + " " + result.getParams().getParam(key))
                        .collect(Collectors.joining());
    }
}
