package bot.herald.twitch.eventsub;

import static org.assertj.core.api.Assertions.assertThat;

import bot.herald.twitch.eventsub.ThriftyConnector.Traffic;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ThriftyConnectorTest {
    private static final int LINE_BYTES = 1_500;

    /** As in a process whose count of nanoseconds is about to overflow. */
    private long now = Long.MAX_VALUE - Duration.ofMillis(1_500).toNanos();

    private final Traffic traffic = new Traffic(now);

    @Test
    void nothingPausesBeforeAnythingArrived() {
        now += Duration.ofHours(1).toNanos();

        assertThat(traffic.pauseNanos(now)).isZero();
    }

    @Test
    void aHundredLinesASecondAreReadOneByOne() {
        assertThat(pauseAfterASecondOf(100)).isZero();
    }

    @Test
    void aPauseBelowTheLongestLetsEightLinesArrive() {
        assertThat(pauseAfterASecondOf(10_000)).isBetween(Duration.ofMillis(8).dividedBy(10), Duration.ofMillis(1));
        assertThat(pauseAfterASecondOf(20_000))
                .isBetween(
                        Duration.ofMillis(8).dividedBy(20), Duration.ofMillis(1).dividedBy(2));
    }

    @ParameterizedTest
    @ValueSource(ints = {600, 1_000, 1_900})
    void noLineWaitsLongerThanTheLongestPause(int lines) {
        assertThat(pauseAfterASecondOf(lines)).isEqualTo(Traffic.LONGEST_PAUSE);
    }

    @Test
    void aTenthOfASecondAfterBusySecondsLinesAreReadOneByOneAgain() {
        assertThat(pauseAfterASecondOf(10_000)).isPositive();

        assertThat(pauseAfterASecondOf(5)).isZero();
    }

    @Test
    void aBurstOfFiftyLinesDoesNotPause() {
        for (int i = 0; i < 50; i++) {
            traffic.arrived(LINE_BYTES);
            assertThat(traffic.pauseNanos(now)).isZero();
        }
        now += Duration.ofMillis(150).toNanos();

        assertThat(traffic.pauseNanos(now)).isZero();
    }

    private Duration pauseAfterASecondOf(int lines) {
        long pause = 0;
        for (int i = 0; i < lines; i++) {
            now += Duration.ofSeconds(1).toNanos() / lines;
            traffic.arrived(LINE_BYTES);
            pause = traffic.pauseNanos(now);
        }
        return Duration.ofNanos(pause);
    }
}
