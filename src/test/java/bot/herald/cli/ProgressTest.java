package bot.herald.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ProgressTest {
    private final StringWriter err = new StringWriter();
    private long now;

    @Test
    void shortWorkSaysNothing() {
        try (Progress progress = on(true, 2)) {
            after(Duration.ofSeconds(1), progress);
            after(Duration.ofMillis(900), progress);
        }
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void onATerminalABarMovesAndIsTakenAway() {
        try (Progress progress = on(true, 4)) {
            after(Duration.ofSeconds(2), progress);
            after(Duration.ofSeconds(1), progress);
            assertThat(err.toString().split("\r", -1))
                    .containsExactly(
                            "",
                            "Refreshing tokens  [###           ]  1 of 4",
                            "Refreshing tokens  [#######       ]  2 of 4");
        }
        assertThat(err.toString()).endsWith("\r" + " ".repeat(43) + "\r");
    }

    @Test
    void elsewhereThereIsAPlainLineEveryFewSeconds() {
        try (Progress progress = on(false, 40)) {
            for (int i = 0; i < 16; i++) {
                after(Duration.ofMillis(500), progress);
            }
        }
        assertThat(err.toString().lines()).containsExactly("Refreshing tokens: 4 of 40", "Refreshing tokens: 14 of 40");
    }

    @Test
    void noBarIsWiderThanANarrowTerminal() {
        try (Progress progress = new Progress(writer(), true, 40, "A long name for some long work", 1000, () -> now)) {
            progress.reached(0);
            now += Duration.ofSeconds(3).toNanos();
            progress.reached(1000);
        }
        assertThat(err.toString().split("\r", -1))
                .allSatisfy(line -> assertThat(line).hasSizeLessThan(40));
    }

    private Progress on(boolean terminal, int total) {
        return new Progress(writer(), terminal, 44, "Refreshing tokens", total, () -> now);
    }

    private PrintWriter writer() {
        return new PrintWriter(err, true);
    }

    private void after(Duration time, Progress progress) {
        now += time.toNanos();
        progress.step();
    }
}
